import { useEffect, useRef, useState, type DragEvent, type FormEvent } from "react";
import { api, requestId } from "../api/client";
import type { Parcel } from "../api/types";
import { className } from "../desk/Findings";
import type { Say } from "../i18n/language";
import { CLASSES, itemsOf, LARGEST_PHOTO, NEW_ITEM, PHOTO_TYPES, type ItemDraft } from "./report";

interface Props {
  parcel: Parcel;
  onDone: () => void;
  say: Say;
}

/** What was found in a parcel, where and how much, with photos. Photos go first: what is stored names them. Sent again after a failure, it counts once. */
export function OpeningForm({ parcel, onDone, say }: Props) {
  const [found, setFound] = useState<boolean | null>(null);
  const [drafts, setDrafts] = useState<ItemDraft[]>([NEW_ITEM]);
  const [note, setNote] = useState("");
  const [photos, setPhotos] = useState<{ file: File; address: string }[]>([]);
  const [message, setMessage] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [number] = useState(requestId);
  const kept = useRef(new Map<File, string>());
  const addresses = useRef<string[]>([]);
  useEffect(() => () => addresses.current.forEach((address) => URL.revokeObjectURL(address)), []);

  const { items, missing } = itemsOf(drafts);
  const complete = found === false || (found === true && missing.every((lacks) => lacks.length === 0));
  const change = (index: number, part: Partial<ItemDraft>) => setDrafts(drafts.map((draft, i) => (i === index ? { ...draft, ...part } : draft)));
  const lacks = (index: number, what: "class" | "name" | "mass") => tried && missing[index]?.includes(what);

  const addPhotos = (files: FileList | null) => {
    const all = [...(files ?? [])];
    const good = all.filter((file) => PHOTO_TYPES.includes(file.type) && file.size <= LARGEST_PHOTO);
    setMessage(good.length < all.length ? say("photoRefused") : null);
    const added = good.map((file) => ({ file, address: URL.createObjectURL(file) }));
    addresses.current.push(...added.map(({ address }) => address));
    setPhotos((before) => [...before, ...added]);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    addPhotos(event.dataTransfer.files);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!complete || found === null) {
      setMessage(say("reportIncomplete"));
      return;
    }
    setBusy(true);
    try {
      for (const { file } of photos) {
        if (!kept.current.has(file)) {
          kept.current.set(file, await api.photo(parcel.id, file));
        }
      }
      const shown = photos.flatMap(({ file }) => kept.current.get(file) ?? []);
      await api.open(parcel.id, { found, items: found ? items : [], note: note.trim(), photos: [...new Set(shown)], request_id: number });
      onDone();
    } catch (error) {
      setMessage(say("reportFailed", error instanceof Error ? error.message : ""));
    }
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)} onDragOver={(event) => event.preventDefault()} onDrop={onDrop} data-testid="opening-form">
      <div className="two" role="group" aria-label={say("pageOpenings")}>
        <button type="button" aria-pressed={found === false} data-testid="found-nothing" onClick={() => setFound(false)}>{say("foundNothing")}</button>
        <button type="button" aria-pressed={found === true} data-testid="found-something" onClick={() => setFound(true)}>{say("foundSomething")}</button>
      </div>
      {found && drafts.map((draft, i) => (
        <fieldset key={i}>
          <legend>{say("foundItem", i + 1)}</legend>
          <label>
            <span>{say("itemClass")}</span>
            <select value={draft.class} aria-invalid={lacks(i, "class")} onChange={(e) => change(i, { class: e.target.value })}>
              <option value="">–</option>
              {CLASSES.map((name) => <option key={name} value={name}>{className(name, say)}</option>)}
            </select>
          </label>
          <label>
            <span>{say("itemName")}</span>
            <input value={draft.name} maxLength={100} aria-invalid={lacks(i, "name")} onChange={(e) => change(i, { name: e.target.value })} />
          </label>
          <label>
            <span>{say("itemMass")}</span>
            <input inputMode="decimal" value={draft.mass} aria-invalid={lacks(i, "mass")} onChange={(e) => change(i, { mass: e.target.value })} />
          </label>
          <label>
            <span>{say("itemPlace")}</span>
            <input value={draft.place} maxLength={200} onChange={(e) => change(i, { place: e.target.value })} />
          </label>
          {drafts.length > 1 && <button type="button" aria-label={say("itemRemove", i + 1)} onClick={() => setDrafts(drafts.filter((_, k) => k !== i))}>×</button>}
        </fieldset>
      ))}
      {found && drafts.length < 20 && <button type="button" onClick={() => setDrafts([...drafts, NEW_ITEM])}>+ {say("itemAdd")}</button>}
      <label className="note">
        <span>{say("note")}</span>
        <textarea rows={2} maxLength={1000} value={note} onChange={(e) => setNote(e.target.value)} />
      </label>
      <label className="photos">
        <span><span className="add">{say("photoAdd")}</span><span className="quiet">{say("photoHint")}</span></span>
        <input type="file" accept={PHOTO_TYPES.join(",")} capture="environment" multiple onChange={(e) => { addPhotos(e.target.files); e.target.value = ""; }} />
      </label>
      {photos.length > 0 && (
        <ul className="thumbs">
          {photos.map(({ file, address }) => (
            <li key={address}>
              <img src={address} alt={file.name} />
              <button type="button" aria-label={say("photoRemove", file.name)} onClick={() => setPhotos(photos.filter((photo) => photo.address !== address))}>×</button>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className={message ? "alarm" : ""}>{message ? `⚠ ${message}` : ""}</p>
      <button type="submit" className="large" disabled={busy || found === null} data-testid="opening-submit">{say("reportStore")}</button>
    </form>
  );
}
