/**
 * How good tracks are: HOTA, CLEAR and Identity as TrackEval computes them, and the rules of py-motmetrics beside.
 *
 * <p>{@link org.gwanmun.trace.evaluation.Matchup} lays truth and tracks side by side once; each measure reads it. {@link
 * org.gwanmun.trace.evaluation.Scores} holds what comes out. {@link org.gwanmun.trace.evaluation.Likeness} tells how well looks
 * tell a person from others.
 */
@NullMarked
package org.gwanmun.trace.evaluation;

import org.jspecify.annotations.NullMarked;
