package io.stoa.jid;

import java.lang.Character.UnicodeScript;

/** The contextual rules of RFC 5892 appendix A, which IDNA2008 and PRECIS share. */
final class ContextRule {

    /** Canonical combining class 9, by name of the sign: the JDK does not tell the class. */
    private static final String VIRAMA = "VIRAMA";

    /** Letters of the Arabic block that join to the right only; the other letters join both. */
    private static final String RIGHT_JOINING =
            "\u0622\u0623\u0624\u0625\u0627\u0629\u062F\u0630\u0631\u0632\u0648\u0671\u0672\u0673"
                    + "\u0675\u0676\u0677\u0688\u0689\u068A\u068B\u068C\u068D\u068E\u068F\u0690"
                    + "\u0691\u0692\u0693\u0694\u0695\u0696\u0697\u0698\u0699\u06C0\u06C3\u06C4"
                    + "\u06C5\u06C6\u06C7\u06C8\u06C9\u06CA\u06CB\u06CD\u06CF\u06D2\u06D3\u06D5"
                    + "\u06EE\u06EF";

    /** Letters of the Arabic block that do not join. */
    private static final String NOT_JOINING = "\u0621\u0640\u0674";

    private ContextRule() {}
}
