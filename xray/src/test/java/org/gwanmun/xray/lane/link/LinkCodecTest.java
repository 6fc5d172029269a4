package org.gwanmun.xray.lane.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.gwanmun.xray.lane.Diversion;
import org.gwanmun.xray.lane.link.LinkCodec.NotAFrame;
import org.junit.jupiter.api.Test;

class LinkCodecTest {
    private static final List<LinkFrame> EVERY_KIND = List.of(
            new LinkFrame.Hello(1, "lane-1", new byte[16]),
            new LinkFrame.Challenge(new byte[16], new byte[32]),
            new LinkFrame.Proof(new byte[32]),
            new LinkFrame.Welcome(123_456_789_012L),
            new LinkFrame.Refused("no"),
            new LinkFrame.Setup("mail-composite", List.of(new LinkFrame.View("top", true, 960, 1.0, 0, 0.25, 65_535))),
            new LinkFrame.Reference(0, true, 2, new short[] {1, 2, 3, -4}, new short[] {5, 6, 7, 8}),
            new LinkFrame.Line(0, 42, new short[] {1, -1}, new short[] {2, -2}),
            new LinkFrame.Curtain(10, 5, 80.5f, -40, 41),
            new LinkFrame.Code(12, "RR123456785KR 한글"),
            new LinkFrame.Weight(15, 640.25),
            new LinkFrame.Status(MachineState.FAULT, "E-17", 160, 1, 0.2f, 0.3f),
            new LinkFrame.BeltStopped(9),
            new LinkFrame.BeltReversed(4),
            new LinkFrame.Gone("lane-1-000001", Diversion.Gate.INSPECT),
            new LinkFrame.Stored("lane-1-000001", 3, 300),
            new LinkFrame.Divert("lane-1-000001", 3, Diversion.Gate.PASS),
            new LinkFrame.BeltOrder(LinkFrame.Order.STOP));

    @Test
    void everyKindOfFrameComesBackAsItWas() throws IOException {
        assertThat(EVERY_KIND.stream().map(Object::getClass).distinct())
                .hasSize(LinkFrame.class.getPermittedSubclasses().length);
        DataInputStream in = in(bytes());
        for (LinkFrame frame : EVERY_KIND) {
            assertThat(LinkCodec.read(in)).usingRecursiveComparison().isEqualTo(frame);
        }
        assertThatThrownBy(() -> LinkCodec.read(in)).isInstanceOf(EOFException.class);
    }

    @Test
    void noDamagedByteIsTakenForAFrame() throws IOException {
        byte[] good = bytes();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            byte[] bad = good.clone();
            int place = random.nextInt(bad.length);
            bad[place] ^= (byte) (1 + random.nextInt(255));
            assertThat(framesUntilRefused(bad)).isLessThan(EVERY_KIND.size());
        }
    }

    @Test
    void garbageIsRefusedBeforeAnythingIsAllocatedForIt() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 10_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThat(framesUntilRefused(noise)).isZero();
        }
        assertThatThrownBy(() -> LinkCodec.read(in(new byte[] {0x7f, -1, -1, -1, 0})))
                .isInstanceOf(NotAFrame.class)
                .hasMessage("a frame of 2147483647 bytes");
        assertThatThrownBy(() -> LinkCodec.read(in(new byte[] {0, 0, 1, 0, 8, 0})))
                .isInstanceOf(NotAFrame.class)
                .hasMessage("a frame cut short");
    }

    @Test
    void aProofIsGoodForOneSideOneLaneAndOneGreeting() {
        byte[] key = new byte[32];
        key[5] = 9;
        LinkSecret secret = new LinkSecret(key);
        byte[] a = new byte[16];
        byte[] b = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        byte[] proof = secret.proof(LinkSecret.Side.MACHINE, "lane-1", a, b);
        assertThat(secret.proves(proof, LinkSecret.Side.MACHINE, "lane-1", a, b))
                .isTrue();
        assertThat(secret.proves(proof, LinkSecret.Side.SERVER, "lane-1", a, b)).isFalse();
        assertThat(secret.proves(proof, LinkSecret.Side.MACHINE, "lane-2", a, b))
                .isFalse();
        assertThat(secret.proves(proof, LinkSecret.Side.MACHINE, "lane-1", b, b))
                .isFalse();
        assertThat(secret.proves(proof, LinkSecret.Side.MACHINE, "lane-1", a, a))
                .isFalse();
        assertThat(new LinkSecret(new byte[32]).proves(proof, LinkSecret.Side.MACHINE, "lane-1", a, b))
                .isFalse();
        assertThatThrownBy(() -> new LinkSecret(new byte[31])).hasMessageContaining("32 bytes");
    }

    private static int framesUntilRefused(byte[] bytes) {
        DataInputStream in = in(bytes);
        int frames = 0;
        try {
            while (true) {
                LinkFrame unused = LinkCodec.read(in);
                frames++;
            }
        } catch (IOException refused) {
            return frames;
        }
    }

    private static byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (LinkFrame frame : EVERY_KIND) {
            LinkCodec.write(bytes, frame);
        }
        return bytes.toByteArray();
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
