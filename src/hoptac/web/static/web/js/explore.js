// Exploring a series: button[data-explore] fetches the numbers and, only then, the drawing library. The picture the server drew stays above it.
import { words } from "./words.js";

const COLOURS = ["--accent", "--note", "--warn", "--ok", "--bad", "--ink-2"];
const MOST = 6;
let library = null;

export function start(root) {
  for (const button of root.querySelectorAll("button[data-explore]")) {
    button.hidden = false;
    button.addEventListener("click", () => open(button));
  }
}

function load(source) {
  library ||= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = () => done(window.echarts);
    script.onerror = () => {
      library = null;
      failed(new Error(source));
    };
    document.head.append(script);
  });
  return library;
}

async function get(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function open(button) {
  const panel = document.getElementById(button.getAttribute("aria-controls"));
  if (panel.dataset.ready) {
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    return;
  }
  button.disabled = true;
  try {
    const [echarts, first] = await Promise.all([load(button.dataset.library), get(button.dataset.explore)]);
    panel.hidden = false;
    panel.dataset.ready = "1";
    button.setAttribute("aria-expanded", "true");
    explore(echarts, panel, first);
  } catch (error) {
    document.dispatchEvent(new Event("htmx:sendError"));
  } finally {
    button.disabled = false;
  }
}

function explore(echarts, panel, first) {
  const chart = echarts.init(panel.querySelector("[data-explore-chart]"), null, { renderer: "svg" });
  const choices = panel.querySelector("[data-explore-places]");
  const said = panel.querySelector("[data-explore-text]");
  const shown = [first];
  const draw = () => {
    chart.setOption(options(first, shown), true);
    said.textContent = shown.map((one) => `${one.place}: ${one.points.at(-1)?.text ?? words.none} (${one.points.at(-1)?.shown ?? ""})`).join("; ");
  };
  for (const other of first.others) choices.append(choice(other, shown, draw));
  choices.closest("fieldset").hidden = !first.others.length;
  addEventListener("resize", () => chart.resize());
  for (const wish of [matchMedia("(prefers-color-scheme: dark)")]) wish.addEventListener("change", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  draw();
}

function choice(other, shown, draw) {
  const label = document.createElement("label");
  const tick = document.createElement("input");
  tick.type = "checkbox";
  tick.addEventListener("change", async () => {
    const at = shown.findIndex((one) => one.key === other.key);
    if (at > 0) shown.splice(at, 1);
    if (tick.checked && shown.length >= MOST) tick.checked = false;
    else if (tick.checked) {
      try {
        shown.push({ ...(await get(other.url)), key: other.key });
      } catch (error) {
        tick.checked = false;
        document.dispatchEvent(new Event("htmx:sendError"));
      }
    }
    draw();
  });
  label.append(tick, " ", other.name);
  return label;
}

function options(first, shown) {
  const css = getComputedStyle(document.documentElement);
  const ink = (name) => css.getPropertyValue(name).trim();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    animation: !still,
    aria: { enabled: true },
    color: COLOURS.map(ink),
    textStyle: { fontFamily: css.getPropertyValue("--font-text"), color: ink("--ink-2") },
    grid: { left: 12, right: 24, top: 44, bottom: 74, containLabel: true },
    legend: { type: "scroll", top: 4, left: 0, textStyle: { color: ink("--ink-2") }, icon: "roundRect", itemHeight: 3, itemWidth: 18 },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      backgroundColor: ink("--surface"),
      borderColor: ink("--line-2"),
      textStyle: { color: ink("--ink"), fontSize: 13 },
      formatter: (rows) => [rows[0].data.shown, ...rows.map((row) => `${row.seriesName}: ${row.data.text} ${first.unit}`)].join("\n"),
    },
    xAxis: { type: "time", axisLine: { lineStyle: { color: ink("--line-2") } }, axisLabel: { color: ink("--ink-3"), hideOverlap: true, formatter: "{yyyy}" }, minInterval: 31536e6 },
    yAxis: { type: "value", splitLine: { lineStyle: { color: ink("--line") } }, axisLabel: { color: ink("--ink-3"), formatter: (value) => value.toLocaleString(document.documentElement.lang) } },
    dataZoom: [
      { type: "inside", zoomOnMouseWheel: "ctrl" },
      { type: "slider", height: 26, bottom: 14, borderColor: ink("--line-2"), fillerColor: ink("--accent-wash"), backgroundColor: ink("--sunk"), dataBackground: { lineStyle: { color: ink("--accent-line") }, areaStyle: { color: ink("--line") } }, selectedDataBackground: { lineStyle: { color: ink("--accent") }, areaStyle: { color: ink("--accent-line") } }, handleStyle: { borderColor: ink("--accent"), color: ink("--surface") }, moveHandleStyle: { color: ink("--accent-line") }, textStyle: { color: ink("--ink-3") }, labelFormatter: (value) => new Date(value).getFullYear() },
    ],
    series: shown.map((one) => ({
      name: one.place,
      type: "line",
      symbolSize: 5,
      showSymbol: one.points.length < 60,
      data: one.points.map((point) => ({ value: [point.day, point.value], text: point.text, shown: point.shown })),
      lineStyle: { width: one === first ? 2.6 : 1.8 },
    })),
  };
}
