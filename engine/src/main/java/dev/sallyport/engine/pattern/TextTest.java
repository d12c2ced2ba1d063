package dev.sallyport.engine.pattern;
import com.google.re2j.Pattern;
public final class TextTest {
  final int kind; final String text; final Pattern pattern;
  TextTest(int kind, String text, Pattern p){this.kind=kind;this.text=text;this.pattern=p;}
  public static TextTest regex(String s) throws PatternException { try { return new TextTest(0,s,Pattern.compile(s)); } catch (com.google.re2j.PatternSyntaxException e) { throw new PatternException(0,e.getDescription()); } }
  public static TextTest startsWith(String s){return new TextTest(1,s,Pattern.compile(""));}
  public static TextTest endsWith(String s){return new TextTest(2,s,Pattern.compile(""));}
  public static TextTest contains(String s){return new TextTest(3,s,Pattern.compile(""));}
  public static TextTest equalTo(String s){return new TextTest(4,s,Pattern.compile(""));}
  public boolean isFoundIn(String t){ return switch(kind){ case 0->pattern.matcher(t).find(); case 1->t.startsWith(text); case 2->t.endsWith(text); case 3->t.contains(text); default->t.equals(text);}; }
  public String source(){return text;}
  public int states(){return 1;}
}
