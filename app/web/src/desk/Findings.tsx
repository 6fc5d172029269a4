import type { Mark, Parcel } from "../api/types";
import type { TextKey } from "../i18n/en";
import type { Language, Say } from "../i18n/language";
import { grams } from "../i18n/quantities";
import { LONGEST_NOTE } from "../marks/marks";

interface Props {
  parcel: Parcel | undefined;
  editable: boolean;
  language: Language;
  onMarks: (marks: Mark[]) => void;
  /** Which finding or mark is pointed at: "f0", "m2" or nothing. */
  onLit: (lit: string | null) => void;
  say: Say;
}

/** A class of DESIGN's closed list in the officer's words. */
export function className(name: string, say: Say): string {
  const key = `class_${name.replace(/^narcotics\//, "").replaceAll("-", "_")}`;
  return say(key as TextKey) || name;
}

/** What the detector found and what the officer has marked: pointing at one lights its outline on the picture. */
export function Findings({ parcel, editable, language, onMarks, onLit, say }: Props) {
  const findings = parcel?.findings ?? [];
  const marks = parcel?.marks ?? [];
  const lights = (key: string) => ({ onMouseEnter: () => onLit(key), onMouseLeave: () => onLit(null), onFocus: () => onLit(key), onBlur: () => onLit(null) });
  const note = (index: number, text: string) => onMarks(marks.map((mark, i) => (i === index ? { ...mark, note: text } : mark)));
  return (
    <section className="findings" aria-label={say("findings")} data-testid="findings">
      <h2>{say("findings")}</h2>
      {findings.length === 0 ? (
        <p className="quiet">{say("noDetector")}</p>
      ) : (
        <ul>
          {findings.map((finding, i) => (
            <li key={i} tabIndex={0} {...lights(`f${i}`)} title={language === "ko" ? finding.reason_ko : finding.reason_en}>
              <kbd>{String.fromCharCode(65 + i)}</kbd> <span className="name">{className(finding.class, say)}</span>
              <span className="push quiet">{Math.round(100 * finding.probability)} % · {grams(finding.mass_g, language)}</span>
            </li>
          ))}
        </ul>
      )}
      {marks.length === 0 && <p className="quiet">{say("noComposition")}</p>}
      {marks.length > 0 && (
        <ul className="marks" data-testid="marks">
          {marks.map((mark, i) => (
            <li key={`${parcel?.id} ${i} ${mark.col0} ${mark.row0}`} {...lights(`m${i}`)}>
              <kbd>{i + 1}</kbd>
              {editable ? (
                <>
                  <input
                    aria-label={say("markNote", i + 1)}
                    placeholder={say("markNoteHint")}
                    maxLength={LONGEST_NOTE}
                    defaultValue={mark.note}
                    onKeyDown={(event) => (event.key === "Enter" || event.key === "Escape") && !event.nativeEvent.isComposing && event.currentTarget.blur()}
                    onBlur={(event) => event.target.value !== mark.note && note(i, event.target.value)}
                  />
                  <button type="button" aria-label={say("markDelete", i + 1)} title={say("markDelete", i + 1)} onClick={() => { onLit(null); onMarks(marks.filter((_, k) => k !== i)); }}>×</button>
                </>
              ) : (
                <span>{mark.note || "–"}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
