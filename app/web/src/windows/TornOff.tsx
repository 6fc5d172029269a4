import { useEffect, useRef, useState } from "react";
import type { Session } from "../api/types";
import { PassingPictures, type Passing } from "../belt/passing";
import { usePictures } from "../desk/usePictures";
import { speaker } from "../i18n/language";
import { Picture } from "../picture/Picture";
import type { Movement } from "../picture/movement";
import { channelOf, HEARTBEAT_MS, type Message, type Shared } from "./torn";

const MOVES: Record<string, Movement["name"]> = {
  KeyF: "fit", Minus: "zoomOut", NumpadSubtract: "zoomOut", Equal: "zoomIn", NumpadAdd: "zoomIn",
  ArrowLeft: "panLeft", ArrowRight: "panRight", ArrowUp: "panUp", ArrowDown: "panDown",
};

/** A view in a window of its own: the picture and its chips, nothing else. Keys go to the desk, except those that move this picture. */
export function TornOff({ session, view }: { session: Session; view: string }) {
  const [shared, setShared] = useState<Shared | null>(null);
  const [passing, setPassing] = useState<Passing | null>(null);
  const [movement, setMovement] = useState<Movement>({ n: 0, name: "fit" });
  const [visible, setVisible] = useState(false);
  const channel = useRef<BroadcastChannel | null>(null);
  const pictures = useRef<PassingPictures | null>(null);
  const say = speaker(shared?.language ?? "ko");

  const only = (parcel: Shared["current"]) => parcel && { ...parcel, views: parcel.views.filter((one) => one.name === view) };
  const current = only(shared?.current ?? null);
  const next = only(shared?.next ?? null);
  const [shown] = usePictures(current ?? undefined, [next ?? undefined]);
  const maps = current && shown.kind === "here" && shown.id === current.id ? shown.maps[0] : undefined;

  useEffect(() => {
    const made = channelOf(session.user);
    const belt = new PassingPictures(setPassing);
    channel.current = made;
    pictures.current = belt;
    const post = (message: Message) => made.postMessage(message);
    made.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.type === "state") {
        setShared(data.shared);
      } else if (data.type === "lines") {
        belt.on("lines", data.data);
      } else if (data.type === "close" && data.view === view) {
        window.close();
      }
    };
    const hello = () => post({ type: "hello", view });
    hello();
    const timer = setInterval(hello, HEARTBEAT_MS);
    const bye = () => post({ type: "bye", view });
    const onKey = (event: KeyboardEvent) => {
      const move = event.shiftKey && event.code.startsWith("Key") ? undefined : MOVES[event.code];
      if (move && !event.altKey && !event.ctrlKey) {
        event.preventDefault();
        setMovement((before) => ({ n: before.n + 1, name: move }));
        return;
      }
      const { code, key, shiftKey, altKey, ctrlKey, metaKey, repeat } = event;
      if (!ctrlKey && !metaKey && key !== "Tab") {
        event.preventDefault();
        post({ type: "key", press: { code, key, shiftKey, altKey, ctrlKey, metaKey, repeat } });
      }
    };
    window.addEventListener("pagehide", bye);
    window.addEventListener("keydown", onKey);
    return () => {
      clearInterval(timer);
      bye();
      window.removeEventListener("pagehide", bye);
      window.removeEventListener("keydown", onKey);
      belt.stop();
      made.close();
    };
  }, [session.user, view]);

  const passage = shared?.passing;
  useEffect(() => {
    if (shared) {
      pictures.current?.on("lane", { name: passage?.lane ?? passing?.lane, passing: passage ?? null });
    }
  }, [passage?.passage]);

  const shownId = maps ? (current?.id ?? null) : null;
  useEffect(() => {
    channel.current?.postMessage({ type: "visible", view, id: shownId, visible } satisfies Message);
  }, [shownId, visible]);
  useEffect(() => {
    document.title = `${current?.id ?? "–"} · ${view}`;
  }, [current?.id]);

  const growing = current ? undefined : passing?.views.find((one) => one.name === view)?.maps;
  const drawn = maps ?? growing;
  return (
    <div className="page torn" data-testid="torn-view">
      {shared && drawn ? (
        <Picture
          maps={drawn}
          grown={drawn.filled}
          title={view}
          display={shared.display}
          movement={movement}
          addressed
          onPointer={ignored}
          onVisible={setVisible}
          outlines={maps ? (shared.outlines[view] ?? []) : []}
          say={say}
        >
          {maps && <div className="chip">{current?.id}</div>}
          {maps && shared.flags.map(({ text, alarm }) => <div key={text} className={alarm ? "chip alarm" : "chip"}>{alarm ? "⚠ " : "• "}{text}</div>)}
        </Picture>
      ) : (
        <div className="empty"><strong>{say(shared ? (current ? "loading" : "emptyTitle") : "tornWaits")}</strong></div>
      )}
    </div>
  );
}

function ignored(): void {}
