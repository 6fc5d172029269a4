import type { ReactNode } from "react";
import type { Parcel } from "../api/types";
import type { TextKey } from "../i18n/en";
import type { Language, Say } from "../i18n/language";
import { grams } from "../i18n/quantities";

interface Props {
  parcel: Parcel | undefined;
  language: Language;
  say: Say;
}

/** The declaration beside what the machine weighed, measured and estimated (동시구현), with what does not fit marked. */
export function Declared({ parcel, language, say }: Props) {
  const declared = parcel?.declaration ?? null;
  const odd = new Set(parcel?.mismatches);
  const mark = (...names: string[]) => names.some((name) => odd.has(name)) && <span className="mismatch"> {say("mismatch")}</span>;
  const low = parcel?.mass_g_low ?? null;
  const range = (a: number | null, b: number | null) => (a === null || b === null ? "" : ` (${grams(a, language).replace(/\D+$/, "")} – ${grams(b, language)})`);
  const estimate = !parcel
    ? "–"
    : parcel.mass_g !== null
      ? grams(parcel.mass_g, language) + range(low, parcel.mass_g_high)
      : low !== null
        ? `≥ ${grams(low, language)}`
        : say("unknown");
  const size = parcel && [parcel.length_mm, parcel.width_mm, parcel.height_mm];
  const item = declared && ((language === "ko" ? declared.item_ko : declared.item_en) || "–");
  const row = (text: TextKey, value: ReactNode, odd: ReactNode = null) => (
    <>
      <th scope="row">{say(text)}</th>
      <td>{value}{odd}</td>
    </>
  );
  const line = (text: TextKey, value: ReactNode, odd: ReactNode = null) => (
    <tr>
      <th scope="row">{say(text)}</th>
      <td colSpan={3}>{value}{odd}</td>
    </tr>
  );
  const barcode = parcel ? (parcel.barcode ?? say("flag_barcode_missing")) : "–";
  const forged = parcel?.flags.includes("barcode_forged") && <span className="mismatch"> ⚠ {say("flag_barcode_forged")}</span>;
  return (
    <section aria-label={say("declaration")} data-testid="declaration">
      <h2>{say("declaration")}</h2>
      <table>
        <colgroup><col className="name" /><col className="mass" /><col className="short" /><col /></colgroup>
        <tbody>
          <tr>
            <th scope="row">{say("item")}</th>
            <td colSpan={3} className="item">{item ?? (parcel ? say("noDeclaration") : "–")}{mark("item", "undeclared")}</td>
          </tr>
          <tr>
            {row("massDeclared", grams(declared?.mass_g, language), mark("mass"))}
            {row("value", declared?.value_usd == null ? "–" : `US$ ${declared.value_usd.toLocaleString(language)}`, mark("value"))}
          </tr>
          <tr>
            {row("massWeighed", grams(parcel?.weighed_g, language), mark("weighed"))}
            {row("size", size && size.every((mm) => mm !== null) ? `${size.map((mm) => Math.round(mm ?? 0)).join(" × ")} mm` : "–", mark("size", "height"))}
          </tr>
          {line("massEstimated", estimate)}
          {line("barcode", barcode, <>{forged}{mark("barcode")}</>)}
          {line("sender", parcel?.sender ?? "–", mark("sender"))}
        </tbody>
      </table>
    </section>
  );
}

const FLAGS: Record<string, { text: TextKey; alarm: boolean }> = {
  touching_split: { text: "flag_touching_split", alarm: false },
  joined: { text: "flag_joined", alarm: false },
  barcode_missing: { text: "flag_barcode_missing", alarm: false },
  barcode_forged: { text: "flag_barcode_forged", alarm: true },
  belt_stopped: { text: "flag_belt_stopped", alarm: false },
  belt_reversed: { text: "flag_belt_reversed", alarm: false },
  too_long: { text: "flag_too_long", alarm: false },
  barcode_repeated: { text: "flag_barcode_repeated", alarm: true },
  barcodes_several: { text: "flag_barcodes_several", alarm: false },
  no_materials: { text: "flag_no_materials", alarm: true },
  incomplete: { text: "flag_incomplete", alarm: true },
};

/** What happened to the parcel on its way, in words. */
export function flagsOf(parcel: Parcel, say: Say): { text: string; alarm: boolean }[] {
  const flags = parcel.flags.map((flag) => {
    const known = FLAGS[flag];
    return { text: known ? say(known.text) : flag, alarm: known?.alarm ?? false };
  });
  if (parcel.rescan_of) {
    flags.unshift({ text: say("rescanOf", parcel.rescan_of), alarm: false });
  }
  if (parcel.asked_second) {
    flags.unshift({ text: say("secondOpinionAsked"), alarm: false });
  }
  return flags;
}

/** The same, as chips on the picture. */
export function Flags({ parcel, say }: { parcel: Parcel; say: Say }) {
  return flagsOf(parcel, say).map(({ text, alarm }) => (
    <div key={text} className={alarm ? "chip alarm" : "chip"}>{alarm ? "⚠ " : "• "}{text}</div>
  ));
}
