package org.gwanmun.trace.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All measures of one sequence, or of several together. */
public record Scores(Hota hota, Clear clear, Identity identity) {
    /** Of one sequence. */
    public static Scores of(Matchup matchup) {
        return new Scores(Hota.of(matchup), Clear.of(matchup), Identity.of(matchup));
    }

    /** Of several sequences together: counts are added, not means taken. */
    public static Scores combined(List<Scores> sequences) {
        return new Scores(
                Hota.combined(sequences.stream().map(Scores::hota).toList()),
                Clear.combined(sequences.stream().map(Scores::clear).toList()),
                Identity.combined(sequences.stream().map(Scores::identity).toList()));
    }

    /** By TrackEval's names: shares in percent, counts as whole numbers. */
    public Map<String, Number> named() {
        Map<String, Number> named = new LinkedHashMap<>();
        named.put("HOTA", 100 * hota.hota());
        named.put("DetA", 100 * hota.detA());
        named.put("AssA", 100 * hota.assA());
        named.put("DetRe", 100 * hota.detRe());
        named.put("DetPr", 100 * hota.detPr());
        named.put("AssRe", 100 * hota.assRe());
        named.put("AssPr", 100 * hota.assPr());
        named.put("LocA", 100 * hota.locA());
        named.put("MOTA", 100 * clear.mota());
        named.put("MOTP", 100 * clear.motp());
        named.put("IDF1", 100 * identity.idf1());
        named.put("IDP", 100 * identity.idp());
        named.put("IDR", 100 * identity.idr());
        named.put("TP", clear.tp());
        named.put("FP", clear.fp());
        named.put("FN", clear.fn());
        named.put("IDSW", clear.idSwitches());
        named.put("MT", clear.mt());
        named.put("PT", clear.pt());
        named.put("ML", clear.ml());
        named.put("Frag", clear.frag());
        named.put("IDTP", identity.idtp());
        named.put("IDFP", identity.idfp());
        named.put("IDFN", identity.idfn());
        return named;
    }
}
