import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

interface Series {
  label: string;
  values: (number | null)[];
}

interface Props {
  title: string;
  /** Where each bar begins. */
  x: number[];
  xLabel: string;
  series: Series[];
  /** Whether bars stand between one x and the next, as in a histogram, or on their x. */
  bins?: boolean;
  /** How a place on the x axis is written. */
  written: (x: number) => string;
}

const HEIGHT = 220;
/** Shades of the one accent and of grey: orange, green and blue belong to materials. */
const FILLS = ["#8d84b8", "#3d3668", "#9aa3ab"];

/** Bars over an axis. The figures themselves stand in the table below it. */
export function Plot({ title, x, xLabel, series, bins = false, written }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const text = JSON.stringify([x, series]);
  useEffect(() => {
    const element = place.current;
    if (!element || x.length === 0) {
      return undefined;
    }
    const styles = getComputedStyle(element);
    const ink = styles.getPropertyValue("--text-quiet");
    const line = { stroke: styles.getPropertyValue("--line"), width: 1 };
    const font = `12px ${styles.fontFamily}`;
    const step = x.length > 1 ? (x[1] ?? 0) - (x[0] ?? 0) : 1;
    const bars = uPlot.paths.bars?.(bins ? { size: [0.98, Infinity], align: 1 } : { size: [0.86, 60] });
    const plot = new uPlot(
      {
        width: element.clientWidth - 16,
        height: HEIGHT,
        cursor: { drag: { x: false, y: false } },
        scales: { x: { time: false, range: (_, low, high) => (bins ? [low, high + step] : [low - step / 2, high + step / 2]) }, y: { range: (_, __, high) => [0, Math.max(1, high * 1.08)] } },
        axes: [
          { stroke: ink, grid: line, ticks: line, font, label: xLabel, labelFont: font, labelSize: 20, values: (_, at) => at.map(written) },
          { stroke: ink, grid: line, ticks: line, font, size: 44 },
        ],
        series: [
          { label: xLabel, value: (_, at) => (at === null ? "–" : written(at)) },
          ...series.map(({ label }, i) => ({ label, fill: FILLS[i] ?? "#888", stroke: FILLS[i] ?? "#888", width: 0, points: { show: false }, ...(bars ? { paths: bars } : {}) })),
        ],
      },
      [x, ...series.map(({ values }) => values)] as uPlot.AlignedData,
      element,
    );
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth - 16, height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [text, title]);
  return <div ref={place} className="plot" role="img" aria-label={title} />;
}
