package dev.sallyport.javaagent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads everything of Sallyport but the entry points and the bridge, from jars nested in the
 * javaagent jar. Its parent is the platform loader, so the application and Sallyport never see each
 * other's classes.
 *
 * <p>As a {@link Supplier} it hands the start inputs to the isolated classes, which know it only by
 * JDK types: calling them by reflection would cost tens of milliseconds at every start.
 */
final class IsolatedClassLoader extends ClassLoader implements Supplier<@Nullable Object[]> {
  static {
    registerAsParallelCapable();
  }

  private static final String INDEX = "sallyport/index";
  private static final String COMMANDS_INDEX = "sallyport/commands/index";
  private static final String SCHEME = "sallyport";
  private static final String BRIDGE = "dev.sallyport.bootstrap.";

  private final NestedJar outer;
  private final Map<String, List<String>> jarsByFolder = new HashMap<>();
  private final Map<String, NestedJar> opened = new HashMap<>();
  private @Nullable Object[] startInputs = {};
  private String version = "";

  private IsolatedClassLoader(String path) throws IOException {
    super(SCHEME, ClassLoader.getPlatformClassLoader());
    RandomAccessFile file = new RandomAccessFile(path, "r");
    outer = new NestedJar(file, 0, file.length());
    readIndex(INDEX);
  }

  /**
   * A loader of what the javaagent needs. Opens the javaagent jar at {@code path}; the file stays
   * open while the process lives.
   */
  static IsolatedClassLoader forJavaagent(String path) throws IOException {
    return new IsolatedClassLoader(path);
  }

  /** A loader that also has the commands and the libraries that only they need. */
  static IsolatedClassLoader forCommands(String path) throws IOException {
    IsolatedClassLoader loader = new IsolatedClassLoader(path);
    loader.readIndex(COMMANDS_INDEX);
    return loader;
  }

  /** What {@link #get} returns: agreed between an entry point and the class it starts. */
  void startInputs(@Nullable Object... inputs) {
    startInputs = inputs;
  }

  String version() {
    return version;
  }

  @Override
  public @Nullable Object[] get() {
    return startInputs;
  }

  /** First line: the version; then a line per nested jar: its entry name and the folders in it. */
  private void readIndex(String entry) throws IOException {
    byte[] bytes = outer.read(entry);
    if (bytes == null) {
      throw new IOException("the javaagent jar has no entry `" + entry + "`");
    }
    String index = new String(bytes, StandardCharsets.UTF_8);
    int lineEnd = index.indexOf('\n');
    version = index.substring(0, lineEnd);
    while (lineEnd + 1 < index.length()) {
      int lineStart = lineEnd + 1;
      lineEnd = index.indexOf('\n', lineStart);
      readIndexLine(index, lineStart, lineEnd);
    }
  }

  private void readIndexLine(String index, int start, int end) {
    int at = index.indexOf(' ', start);
    String jar = index.substring(start, at);
    while (at < end) {
      int next = index.indexOf(' ', at + 1);
      int folderEnd = next < 0 || next > end ? end : next;
      String folder = index.substring(at + 1, folderEnd);
      List<String> jars = jarsByFolder.get(folder);
      if (jars == null) {
        jars = new ArrayList<>(1);
        jarsByFolder.put(folder, jars);
      }
      jars.add(jar);
      at = folderEnd;
    }
  }

  /**
   * Looks into the nested jars first: asking the parents for hundreds of classes that only they can
   * lack would take a tenth of the start. The bridge is the exception, which the boot loader has.
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    if (dot < 0 || name.startsWith(BRIDGE) || !jarsByFolder.containsKey(folder(name, dot))) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  private static String folder(String className, int lastDot) {
    return className.substring(0, lastDot).replace('.', '/');
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes;
    try {
      bytes = read(name.replace('.', '/').concat(".class"));
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes;
    try {
      bytes = read(name);
    } catch (IOException e) {
      return null;
    }
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    List<URL> found = urlsOf(name);
    return found.isEmpty() ? null : found.get(0);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    return Collections.enumeration(urlsOf(name));
  }

  /** The raw bytes of an entry of the javaagent jar itself, or null. */
  byte @Nullable [] readOuter(String name) throws IOException {
    return outer.read(name);
  }

  private byte @Nullable [] read(String name) throws IOException {
    for (String jar : jarsFor(name)) {
      byte[] bytes = open(jar).read(name);
      if (bytes != null) {
        return bytes;
      }
    }
    return null;
  }

  private List<URL> urlsOf(String name) {
    List<URL> found = new ArrayList<>(1);
    try {
      for (String jar : jarsFor(name)) {
        if (open(jar).contains(name)) {
          found.add(url(jar, name));
        }
      }
    } catch (IOException e) {
      return Collections.emptyList();
    }
    return found;
  }

  private List<String> jarsFor(String name) {
    int slash = name.lastIndexOf('/');
    List<String> jars = jarsByFolder.get(slash < 0 ? "." : name.substring(0, slash));
    return jars == null ? Collections.emptyList() : jars;
  }

  private NestedJar open(String jar) throws IOException {
    synchronized (opened) {
      NestedJar archive = opened.get(jar);
      if (archive == null) {
        archive = outer.nested(jar);
        opened.put(jar, archive);
      }
      return archive;
    }
  }

  @SuppressWarnings("deprecation") // URL.of exists only since JDK 20
  private URL url(String jar, String name) throws MalformedURLException {
    return new URL(null, SCHEME + ":/" + jar + "!/" + name, new NestedHandler());
  }

  private final class NestedHandler extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      String path = url.getPath();
      int bang = path.indexOf("!/");
      byte[] bytes = open(path.substring(1, bang)).read(path.substring(bang + 2));
      if (bytes == null) {
        throw new IOException("no entry `" + path + "`");
      }
      return new NestedConnection(url, bytes);
    }
  }

  private static final class NestedConnection extends URLConnection {
    private final byte[] bytes;

    NestedConnection(URL url, byte[] bytes) {
      super(url);
      this.bytes = bytes;
    }

    @Override
    public void connect() {
      connected = true;
    }

    @Override
    public int getContentLength() {
      return bytes.length;
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
