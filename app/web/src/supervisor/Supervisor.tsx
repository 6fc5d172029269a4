import { lazy, Suspense } from "react";
import type { Session } from "../api/types";
import type { Language, Say } from "../i18n/language";
import { OpeningTable } from "../opening/OpeningTable";
import { TopBar } from "../session/TopBar";
import { Lanes } from "./Lanes";
import { useHash } from "./useHash";

const PAGES = ["supervisor", "openings", "statistics"] as const;
const TEXTS = { supervisor: "pageLanes", openings: "pageOpenings", statistics: "pageStatistics" } as const;

/** Plots are fetched when somebody looks at them. */
const StatisticsPage = lazy(async () => ({ default: (await import("../statistics/StatisticsPage")).StatisticsPage }));

interface Props {
  session: Session;
  language: Language;
  say: Say;
  onLanguage: () => void;
  onLogOut: () => void;
}

/** The supervisor's pages: the lanes now, the opening table, the figures. */
export function Supervisor({ session, language, say, onLanguage, onLogOut }: Props) {
  const page = useHash(PAGES, "supervisor");
  return (
    <div className={page === "statistics" ? "page office supervisor" : "page supervisor"} data-testid="supervisor">
      <TopBar session={session} say={say} onLanguage={onLanguage} onLogOut={onLogOut}>
        <nav className="tabs" aria-label={say("pages")}>
          {PAGES.map((name) => (
            <a key={name} href={`#${name}`} aria-current={page === name ? "page" : undefined} data-testid={`page-${name}`}>
              {say(TEXTS[name])}
            </a>
          ))}
          {session.roles.includes("officer") && <a href="#desk">{say("pageDesk")}</a>}
        </nav>
      </TopBar>
      {page === "supervisor" && <Lanes say={say} />}
      {page === "openings" && <OpeningTable language={language} say={say} />}
      {page === "statistics" && (
        <Suspense fallback={<main className="office-main quiet">{say("statisticsComing")}</main>}>
          <StatisticsPage language={language} say={say} />
        </Suspense>
      )}
    </div>
  );
}
