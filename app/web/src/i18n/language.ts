import { en, type TextKey, type Texts } from "./en";
import { ko } from "./ko";

export type Language = "ko" | "en";

const STORED = "gwanmun.language";
const TABLES: Record<Language, Texts> = { ko, en };

/** The language of the page: `?lang=`, else what was chosen before, else the browser's. */
export function initialLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(STORED) ?? navigator.language;
  return asked.toLowerCase().startsWith("ko") ? "ko" : "en";
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
  history.replaceState(null, "", location.pathname); // what is chosen now outlives what the address asked for
}

export type Say = (key: TextKey, ...values: (string | number)[]) => string;

/** The speaker of a language: fills {0}, {1} … */
export function speaker(language: Language): Say {
  return (key, ...values) => TABLES[language][key].replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ""));
}
