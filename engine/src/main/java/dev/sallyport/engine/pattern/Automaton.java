package dev.sallyport.engine.pattern;
import java.util.List;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
public final class Automaton {
  final List<TextTest> tests;
  Automaton(List<TextTest> t){tests=t;}
  public static @Nullable Automaton union(List<TextTest> t,int budget){return new Automaton(t);}
  public int tests(){return tests.size();}
  public int run(byte[] b,int from,int to,boolean utf8,long[] matched){
    String s=new String(b,from,to-from,utf8?StandardCharsets.UTF_8:StandardCharsets.ISO_8859_1);
    for(int i=0;i<tests.size();i++) if(tests.get(i).isFoundIn(s)) matched[i>>6]|=1L<<i;
    return -1;
  }
  public int outcomes(){return 0;}
  public long[] outcome(int i){return new long[1];}
  public void copyOutcome(int i,long[] m){}
}
