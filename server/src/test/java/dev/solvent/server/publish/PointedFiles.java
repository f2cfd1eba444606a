package dev.solvent.server.publish;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The machine's own files, with a {@link Points place} before each change to them, and another one
 * where a file is open to be written and still empty. The program under test is the one that is
 * shipped: it is only given another kind of path.
 */
final class PointedFiles extends FileSystemProvider implements Closeable {
  private final FileSystem real = FileSystems.getDefault();
  private final FileSystemProvider files = real.provider();
  private final FileSystem system = new PointedSystem();
  private final Points points;

  private final List<FileChannel> opened = new ArrayList<>();

  PointedFiles(Points points) {
    this.points = points;
  }

  Path path(Path path) {
    return points.equals(Points.NONE) ? path : wrap(path);
  }

  /** What the system does when a process has ended: locks are let go of. */
  @Override
  public void close() throws IOException {
    for (FileChannel channel : opened) {
      channel.close();
    }
  }

  private Path wrap(Path path) {
    return (Path)
        Proxy.newProxyInstance(
            Path.class.getClassLoader(),
            new Class<?>[] {Path.class},
            (self, method, arguments) -> {
              switch (method.getName()) {
                case "getFileSystem" -> {
                  return system;
                }
                case "equals" -> {
                  return arguments[0] instanceof Path other && path.equals(unwrap(other));
                }
                case "iterator" -> {
                  List<Path> names = new ArrayList<>();
                  path.forEach(name -> names.add(wrap(name)));
                  return names.iterator();
                }
                case "toString" -> {
                  return path.toString();
                }
                default -> {}
              }
              Object[] plain = arguments == null ? new Object[0] : arguments.clone();
              for (int i = 0; i < plain.length; i++) {
                plain[i] = plain[i] instanceof Path other ? unwrap(other) : plain[i];
              }
              try {
                Object result = method.invoke(path, plain);
                return result instanceof Path other ? wrap(other) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** A proxy tells what it stands for by its text alone. */
  private Path unwrap(Path path) {
    return Proxy.isProxyClass(path.getClass()) ? real.getPath(path.toString()) : path;
  }

  private void at(String what, Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    points.at(what + " " + name.replaceAll("[0-9a-f-]{36,}", "…"));
  }

  private static boolean writes(Set<? extends OpenOption> options) {
    return options.contains(StandardOpenOption.WRITE)
        || options.contains(StandardOpenOption.APPEND);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    boolean writes = writes(options);
    if (writes) {
      at("open", path);
    }
    FileChannel channel = files.newFileChannel(unwrap(path), options, attributes);
    if (writes) {
      opened.add(channel);
      at("write", path);
    }
    return channel;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    if (!Files.isDirectory(unwrap(path))) {
      at("mkdir", path);
    }
    files.createDirectory(unwrap(path), attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    at("link", link);
    files.createLink(unwrap(link), unwrap(existing));
  }

  @Override
  public void delete(Path path) throws IOException {
    at("delete", path);
    files.delete(unwrap(path));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    at("move to", target);
    files.move(unwrap(source), unwrap(target), options);
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    at("copy to", target);
    files.copy(unwrap(source), unwrap(target), options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    files.setAttribute(unwrap(path), attribute, value, options);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> stream =
        files.newDirectoryStream(unwrap(path), each -> filter.accept(wrap(each)));
    Iterator<Path> all = stream.iterator();
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return all.hasNext();
          }

          @Override
          public Path next() {
            return wrap(all.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return files.isSameFile(unwrap(path), unwrap(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return files.isHidden(unwrap(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return files.getFileStore(unwrap(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    files.checkAccess(unwrap(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return files.getFileAttributeView(unwrap(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return files.readAttributes(unwrap(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return files.readAttributes(unwrap(path), names, options);
  }

  @Override
  public String getScheme() {
    return "pointed";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return system;
  }

  @Override
  public Path getPath(URI uri) {
    return wrap(Path.of(uri));
  }

  /** Only what a path asks of its system. */
  private final class PointedSystem extends FileSystem {
    @Override
    public FileSystemProvider provider() {
      return PointedFiles.this;
    }

    @Override
    public Path getPath(String first, String... more) {
      return wrap(real.getPath(first, more));
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return real.getRootDirectories();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return real.supportedFileAttributeViews();
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
      PathMatcher matcher = real.getPathMatcher(pattern);
      return path -> matcher.matches(unwrap(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      return real.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
      return real.newWatchService();
    }
  }
}
