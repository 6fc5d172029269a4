import { useEffect, useState, type FormEvent, type Ref } from "react";
import type { Say } from "../i18n/language";
import { sound, USUAL, type Preferences } from "./functions";

interface Props {
  dialog: Ref<HTMLDialogElement>;
  preferences: Preferences;
  onPreferences: (next: Preferences) => void;
  say: Say;
}

/** What an officer sets once: the palette, the bands of materials, where the density alert begins. */
export function DisplaySettings({ dialog, preferences, onPreferences, say }: Props) {
  const [draft, setDraft] = useState(preferences);
  useEffect(() => setDraft(preferences), [preferences]);
  const good = sound(draft);
  const number = (text: string, value: number, step: number, change: (next: number) => void, unit = "") => (
    <label>
      <span>{text}</span>
      <input type="number" step={step} value={Number.isNaN(value) ? "" : value} onChange={(e) => change(e.target.valueAsNumber)} />
      <span className="quiet">{unit}</span>
    </label>
  );
  const bands = (change: Partial<Preferences["bands"]>) => setDraft({ ...draft, bands: { ...draft.bands, ...change } });
  const onSubmit = (event: FormEvent) => {
    if (good) {
      onPreferences(draft);
    } else {
      event.preventDefault();
    }
  };
  return (
    <dialog ref={dialog} className="settings" onCancel={() => setDraft(preferences)} data-testid="settings">
      <form method="dialog" onSubmit={onSubmit}>
        <strong>{say("fnSettings")}</strong>
        {number(`${say("organicTo")} (Zeff)`, draft.bands.organicTo, 0.5, (organicTo) => bands({ organicTo }))}
        {number(`${say("mixedTo")} (Zeff)`, draft.bands.mixedTo, 0.5, (mixedTo) => bands({ mixedTo }))}
        {number(`${say("blend")} (±)`, draft.bands.blend, 0.25, (blend) => bands({ blend }))}
        {number(say("alertFrom"), draft.alertFrom_g_cm2, 0.5, (alertFrom_g_cm2) => setDraft({ ...draft, alertFrom_g_cm2 }), "g/cm²")}
        <label>
          <span>{say("alwaysSafe")}</span>
          <input type="checkbox" checked={draft.safe} onChange={(e) => setDraft({ ...draft, safe: e.target.checked })} />
        </label>
        <p className={good ? "quiet" : "alarm"} role="status">{say(good ? "bandsText" : "bandsCross")}</p>
        <div className="spread">
          <button type="button" onClick={() => setDraft(USUAL)}>{say("usual")}</button>
          <button type="submit" disabled={!good} data-testid="settings-apply">{say("apply")}</button>
        </div>
      </form>
    </dialog>
  );
}
