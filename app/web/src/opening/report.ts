import type { FoundItem } from "../api/types";

/** The closed list of what can be found, as DESIGN has it. */
export const CLASSES = [
  "narcotics/methamphetamine", "narcotics/ketamine", "narcotics/mdma", "narcotics/cocaine", "narcotics/heroin", "narcotics/fentanyl",
  "narcotics/amphetamine", "narcotics/cannabis", "narcotics/lsd", "narcotics/other", "pills", "liquid", "currency", "firearm", "blade",
  "ammunition", "explosive", "battery", "organic-anomaly", "declaration-mismatch",
] as const;

/** An item as it is being typed. */
export interface ItemDraft {
  class: string;
  name: string;
  mass: string;
  place: string;
}

export const NEW_ITEM: ItemDraft = { class: "", name: "", mass: "", place: "" };

export const PHOTO_TYPES = ["image/jpeg", "image/png"];
export const LARGEST_PHOTO = 8 * 1024 * 1024;

/** 12.5 or 12,5 or 1,250 g as grams; NaN for what is no mass; null where nothing is written. */
export function gramsOf(text: string): number | null {
  const trimmed = text.trim().replace(/\s*g$/i, "").replace(/,(?=\d{3}(?:\D|$))/g, "").replace(",", ".");
  if (trimmed === "") {
    return null;
  }
  const grams = Number(trimmed);
  return /^\d*\.?\d+$|^\d+\.$/.test(trimmed) && grams > 0 ? grams : NaN;
}

/** The items of a report, or what is still missing from each. */
export function itemsOf(drafts: readonly ItemDraft[]): { items: FoundItem[]; missing: ("class" | "name" | "mass")[][] } {
  const missing = drafts.map((draft) => {
    const lacks: ("class" | "name" | "mass")[] = [];
    if (!CLASSES.some((known) => known === draft.class)) {
      lacks.push("class");
    }
    if (draft.name.trim() === "") {
      lacks.push("name");
    }
    if (Number.isNaN(gramsOf(draft.mass) ?? 0)) {
      lacks.push("mass");
    }
    return lacks;
  });
  const items = drafts.map((draft) => ({ class: draft.class, name: draft.name.trim(), mass_g: gramsOf(draft.mass), place: draft.place.trim() }));
  return { items, missing };
}
