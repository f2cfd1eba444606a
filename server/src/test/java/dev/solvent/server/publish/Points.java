package dev.solvent.server.publish;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places at which a publisher can be stopped: each call to the store and to the outside, before
 * and after, and each change to a file.
 */
@FunctionalInterface
interface Points {
  /** Nothing happens anywhere. */
  Points NONE = _ -> {};

  /** The publisher is there; what is thrown ends it. */
  void at(String what) throws IOException;

  /** Ends the process in a test's mind: an error that nothing in the program catches. */
  final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died(String where) {
      super("died at " + where);
    }
  }

  /**
   * Dies at one place and is dead from then on: whatever still runs, such as a finally block, can
   * change nothing any more, as after a SIGKILL.
   */
  static Points dyingAt(int place) {
    AtomicInteger passed = new AtomicInteger();
    return what -> {
      if (passed.getAndIncrement() >= place) {
        throw new Died(what);
      }
    };
  }

  /** Writes down all places. */
  static Points into(List<String> places) {
    return places::add;
  }

  /** The same object, with a place before and after each of its calls. */
  default <T> T around(Class<T> type, T target) {
    if (equals(NONE)) {
      return target;
    }
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return method.invoke(target, arguments);
              }
              String name = type.getSimpleName() + "." + method.getName();
              try {
                if (isStores(method.getReturnType())) {
                  return aroundAny(method.getReturnType(), method.invoke(target, arguments));
                }
                at("before " + name);
                Object result = method.invoke(target, arguments);
                at("after " + name);
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  private static boolean isStores(Class<?> type) {
    return type.isInterface() && type.getPackageName().contains(".store");
  }

  private <T> Object aroundAny(Class<T> type, Object target) {
    return around(type, type.cast(target));
  }
}
