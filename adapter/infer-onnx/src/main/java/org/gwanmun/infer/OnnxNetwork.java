package org.gwanmun.infer;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwanmun.core.inference.Network;
import org.gwanmun.core.inference.Tensor;
import org.gwanmun.core.message.Refusal;

/** A network run by ONNX Runtime on the processor. Inputs go through direct buffers that are used again and again. */
public final class OnnxNetwork implements Network {
    private final Path file;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private FloatBuffer[] buffers;

    /**
     * Opens a model.
     *
     * @param threads 0: as many as there are cores
     * @throws Refusal if the file is no model, is too large, names other files, or has numbers that are not 32-bit
     */
    public OnnxNetwork(Path file, int threads) {
        this(file, OnnxCheck.read(file), threads);
    }

    OnnxNetwork(Path file, byte[] model, int threads) {
        this.file = file;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // Threads that spin while they wait take the processor from the other cameras.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = environment.createSession(model, options);
        } catch (OrtException e) {
            throw engine(e);
        }
        try {
            inputs = ports(session.getInputInfo());
            outputs = ports(session.getOutputInfo());
        } catch (OrtException e) {
            close();
            throw engine(e);
        } catch (Refusal e) {
            close();
            throw e;
        }
        buffers = new FloatBuffer[inputs.size()];
    }

    private List<Port> ports(Map<String, NodeInfo> nodes) {
        List<Port> ports = new ArrayList<>();
        nodes.forEach((name, node) -> {
            if (!(node.getInfo() instanceof TensorInfo info) || info.type != OnnxJavaType.FLOAT) {
                throw Refusal.badInput(InferMessage.ENGINE, file, name + ": not float32");
            }
            ports.add(new Port(
                    name,
                    Arrays.stream(info.getShape())
                            .mapToObj(n -> n < 0 ? ANY : (int) n)
                            .toList()));
        });
        return List.copyOf(ports);
    }

    private Refusal engine(OrtException e) {
        String said = String.valueOf(e.getMessage());
        return Refusal.badInput(
                InferMessage.ENGINE, file, said.lines().findFirst().orElse(said));
    }

    @Override
    public List<Port> inputs() {
        return inputs;
    }

    @Override
    public List<Port> outputs() {
        return outputs;
    }

    @Override
    public List<Tensor> run(List<Tensor> tensors) {
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        try {
            for (int i = 0; i < inputs.size(); i++) {
                given.put(inputs.get(i).name(), tensor(i, tensors.get(i)));
            }
            try (OrtSession.Result result = session.run(given)) {
                List<Tensor> answer = new ArrayList<>(outputs.size());
                for (int i = 0; i < outputs.size(); i++) {
                    answer.add(copy((OnnxTensor) result.get(i)));
                }
                return answer;
            }
        } catch (OrtException e) {
            throw engine(e);
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(int i, Tensor tensor) throws OrtException {
        int size = tensor.values().length;
        if (buffers[i] == null || buffers[i].capacity() < size) {
            buffers[i] = ByteBuffer.allocateDirect(Float.BYTES * size)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
        FloatBuffer buffer = buffers[i].clear();
        buffer.put(tensor.values()).flip();
        long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
        return OnnxTensor.createTensor(environment, buffer, shape);
    }

    private static Tensor copy(OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        int[] shape = Arrays.stream(tensor.getInfo().getShape())
                .mapToInt(n -> (int) n)
                .toArray();
        return new Tensor(shape, values);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw engine(e);
        }
    }
}
