import { useEffect, useState } from "react";
import { api, period } from "../api/client";
import type { Statistics, Tally } from "../api/types";
import type { Language, Say } from "../i18n/language";
import { percent } from "../i18n/quantities";
import { Plot } from "./Plot";
import { instants, lastDays, type Days } from "./period";

const SPANS = [1, 7, 30] as const;

/** What was judged, opened and found in a period, with intervals, and the query that says the same again. */
export function StatisticsPage({ language, say }: { language: Language; say: Say }) {
  const [days, setDays] = useState<Days>(() => lastDays(7, Date.now()));
  const [figures, setFigures] = useState<Statistics | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const span = instants(days);
  const query = span && period(span.from, span.to);
  useEffect(() => {
    if (!span) {
      return undefined;
    }
    let gone = false;
    api.statistics(span.from, span.to).then(
      (found) => {
        if (!gone) {
          setFigures(found);
          setProblem(null);
        }
      },
      (error: unknown) => !gone && setProblem(error instanceof Error ? error.message : String(error)),
    );
    return () => void (gone = true);
  }, [query]);

  const count = (n: number) => n.toLocaleString(language);
  const seconds = (s: number | null) => (s === null ? "–" : `${s.toFixed(1)} s`);
  const number = (key: Parameters<Say>[0], value: string) => (
    <div key={key}>
      <dt>{say(key)}</dt>
      <dd>{value}</dd>
    </div>
  );
  const columns = (tally: Pick<Tally, "judged" | "inspect" | "found"> & { median: number | null }) => (
    <>
      <td>{count(tally.judged)}</td>
      <td>{count(tally.inspect.n)}</td>
      <td>{percent(tally.inspect)}</td>
      <td>{count(tally.found.n)}</td>
      <td>{percent(tally.found)}</td>
      <td>{seconds(tally.median)}</td>
    </>
  );
  const heads = (first: "lane" | "officer") => (
    <tr>
      {([first, "judged", "opened", "openingRate", "found", "hitRate", "medianReading"] as const).map((key) => <th key={key} scope="col">{say(key)}</th>)}
    </tr>
  );
  return (
    <main className="office-main" data-testid="statistics-page">
      <h1>{say("pageStatistics")}</h1>
      <div className="span">
        {SPANS.map((length) => {
          const these = lastDays(length, Date.now());
          return (
            <button type="button" key={length} aria-pressed={these.first === days.first && these.last === days.last} onClick={() => setDays(these)}>
              {say(`span${length}`)}
            </button>
          );
        })}
        <label>{say("from")} <input inputMode="numeric" placeholder="2026-11-22" maxLength={10} aria-invalid={!span} value={days.first} onChange={(e) => setDays({ ...days, first: e.target.value })} /></label>
        <label>{say("to")} <input inputMode="numeric" placeholder="2026-11-22" maxLength={10} aria-invalid={!span} value={days.last} onChange={(e) => setDays({ ...days, last: e.target.value })} /></label>
        <span role="status" className={problem || !span ? "alarm" : "quiet"}>{problem ? `⚠ ${problem}` : span ? "" : `⚠ ${say("spanCross")}`}</span>
      </div>
      {!figures ? (
        <p className="quiet">{say("statisticsComing")}</p>
      ) : figures.judged === 0 ? (
        <p>{say("statisticsEmpty")}</p>
      ) : (
        <>
          <dl className="figures">
            {number("judged", count(figures.judged))}
            {number("openingRate", percent(figures.inspect))}
            {number("hitRate", percent(figures.found))}
            {number("medianReading", seconds(figures.reading_s.median))}
            {number("slowReading", seconds(figures.reading_s.p90))}
            {number("late", count(figures.late))}
            {number("recalledCount", count(figures.recalled))}
            {number("secondOpinions", say("secondTally", count(figures.second_opinions.of ?? 0), count(figures.second_opinions.n)))}
          </dl>
          <p className="quiet">{say("intervalText")}</p>
          <h2>{say("readingDistribution")}</h2>
          <Plot
            title={say("readingDistribution")}
            bins
            x={figures.reading_s.histogram.map((bin) => bin.from)}
            xLabel={say("secondsAxis")}
            series={[{ label: say("parcels"), values: figures.reading_s.histogram.map((bin) => bin.n) }]}
            written={(x) => String(x)}
          />
          <h2>{say("byHour")}</h2>
          <Plot
            title={say("byHour")}
            x={figures.by_hour.map((_, i) => i)}
            xLabel={say("hourAxis")}
            series={[
              { label: say("judged"), values: figures.by_hour.map((hour) => hour.judged) },
              { label: say("opened"), values: figures.by_hour.map((hour) => hour.inspect) },
            ]}
            written={(x) => hourOf(figures.by_hour[x]?.hour)}
          />
          <h2>{say("byLane")}</h2>
          <table>
            <thead>{heads("lane")}</thead>
            <tbody>
              {figures.by_lane.map((lane) => (
                <tr key={lane.lane}><th scope="row">{lane.lane}</th>{columns({ ...lane, median: lane.reading_s.median })}</tr>
              ))}
            </tbody>
          </table>
          <h2>{say("byOfficer")}</h2>
          <table>
            <thead>{heads("officer")}</thead>
            <tbody>
              {figures.by_officer.map((officer) => (
                <tr key={officer.officer}><th scope="row">{officer.officer}</th>{columns({ ...officer, median: officer.median_s })}</tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {query && (
        <p className="query">
          <a href={`/api/v1/statistics.csv?${query}`} download>{say("csv")}</a> <code>GET /api/v1/statistics?{query}</code>
        </p>
      )}
    </main>
  );
}

/** 22. 14 h in Korea. */
function hourOf(instant: string | undefined): string {
  const at = Date.parse(instant ?? "");
  return Number.isNaN(at) ? "" : new Date(at + 9 * 3600 * 1000).toISOString().slice(8, 13).replace("T", ". ") + "h";
}
