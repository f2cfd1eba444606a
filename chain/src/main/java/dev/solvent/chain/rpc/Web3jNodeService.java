package dev.solvent.chain.rpc;

import io.reactivex.Flowable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.web3j.protocol.ObjectMapperFactory;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.BatchResponse;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.websocket.events.Notification;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A node as web3j asks it. web3j's own service pairs a batch's answers with its calls by position;
 * here they come from a {@link Node}, which pairs them by id. Any thread.
 */
public final class Web3jNodeService implements Web3jService {
  private static final Executor THREADS = command -> Thread.ofVirtual().start(command);

  private final ObjectMapper mapper = ObjectMapperFactory.getObjectMapper();
  private final Node node;

  public Web3jNodeService(Node node) {
    this.node = node;
  }

  @Override
  @SuppressWarnings("rawtypes") // as web3j declares it
  public <T extends Response> T send(Request request, Class<T> type) throws IOException {
    return response(request, ask(List.of(request)).getFirst(), type);
  }

  @Override
  public BatchResponse sendBatch(BatchRequest batch) throws IOException {
    List<Request<?, ? extends Response<?>>> requests = batch.getRequests();
    List<RpcAnswer> answers = ask(requests);
    List<Response<?>> responses = new ArrayList<>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      Request<?, ? extends Response<?>> request = requests.get(i);
      responses.add(response(request, answers.get(i), request.getResponseType()));
    }
    return new BatchResponse(requests, responses);
  }

  @SuppressWarnings("rawtypes")
  private List<RpcAnswer> ask(List<? extends Request> requests) throws IOException {
    List<RpcCall> calls = new ArrayList<>(requests.size());
    for (Request request : requests) {
      calls.add(new RpcCall(request.getMethod(), mapper.valueToTree(request.getParams())));
    }
    try {
      return node.ask(calls);
    } catch (NodeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @SuppressWarnings("rawtypes")
  private <T extends Response> T response(Request request, RpcAnswer answer, Class<T> type)
      throws IOException {
    ObjectNode response =
        mapper.createObjectNode().put("jsonrpc", "2.0").put("id", request.getId());
    switch (answer) {
      case RpcAnswer.Result result -> response.set("result", result.value());
      case RpcAnswer.Failed(RpcError error) ->
          response.putObject("error").put("code", error.code()).put("message", error.message());
    }
    try {
      return mapper.treeToValue(response, type);
    } catch (JacksonException e) {
      throw new IOException(
          "node " + node.name() + ": answer to " + request.getMethod() + " of another shape", e);
    }
  }

  @Override
  @SuppressWarnings("rawtypes")
  public <T extends Response> CompletableFuture<T> sendAsync(Request request, Class<T> type) {
    return later(() -> send(request, type));
  }

  @Override
  public CompletableFuture<BatchResponse> sendBatchAsync(BatchRequest batch) {
    return later(() -> sendBatch(batch));
  }

  private interface Sending<T> {
    T send() throws IOException;
  }

  private static <T> CompletableFuture<T> later(Sending<T> sending) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return sending.send();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        THREADS);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public <T extends Notification<?>> Flowable<T> subscribe(
      Request request, String unsubscribeMethod, Class<T> type) {
    throw new UnsupportedOperationException(
        request.getMethod() + ": a node is asked, it does not push; poll it instead");
  }

  /** Nothing is held open. */
  @Override
  public void close() {}
}
