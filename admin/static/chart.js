"use strict";
// Draws the table as bars from 0 to 100 % with the target at 90 %; the table stays the source.

const MOST_BARS = 40;
const box = document.getElementById("chart");
const source = document.getElementById("units");

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const readBars = () => [...source.querySelectorAll("tr[data-share]")].slice(0, MOST_BARS).map((row) => ({
  name: row.dataset.name, share: Number(row.dataset.share), label: row.dataset.label,
}));

const measure = (names, font) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  return Math.ceil(Math.max(...names.map((name) => pen.measureText(name).width)));
};

const describe = (bars) =>
  `Biểu đồ tỷ lệ xác nhận, mục tiêu 90 %: ${bars.map((bar) => `${bar.name} ${bar.label}`).join("; ")}.`;

const build = (bars, width) => {
  const isNarrow = width < 560;
  const text = { fontFamily: "Be Vietnam Pro, sans-serif", fontSize: 16, color: token("--ink") };
  const names = bars.map((bar) => bar.name);
  const longest = measure(names, "16px Be Vietnam Pro") + 4;
  const nameWidth = Math.min(longest, isNarrow ? width - 8 : Math.round(width * 0.35));
  return {
    animation: false,
    aria: { enabled: true, label: { description: describe(bars) } },
    textStyle: text,
    grid: { left: isNarrow ? 4 : nameWidth + 16, right: 28, top: 34, bottom: 34 },
    xAxis: {
      type: "value", min: 0, max: 100, interval: isNarrow ? 50 : 25,
      axisLabel: { ...text, fontSize: 14, color: token("--quiet"), formatter: (value) => `${value} %` },
      splitLine: { lineStyle: { color: token("--line") } },
    },
    yAxis: {
      type: "category", inverse: true, data: names,
      axisTick: { show: false }, axisLine: { lineStyle: { color: token("--control") } },
      axisLabel: isNarrow
        ? { ...text, inside: true, verticalAlign: "bottom", padding: [0, 0, 20, -6], width: nameWidth, overflow: "truncate" }
        : { ...text, width: nameWidth, overflow: "truncate" },
      z: 10,
    },
    series: [{
      type: "bar", barWidth: 22, silent: true,
      data: bars.map((bar) => ({
        value: Math.min(100, bar.share * 100),
        itemStyle: { color: bar.share >= 0.9 ? token("--done") : token("--accent") },
        label: {
          formatter: bar.label,
          position: bar.share > 0.3 ? "insideRight" : "right", // a label outside would cross the target line
          color: bar.share > 0.3 ? "#fff" : token("--ink"),
        },
      })),
      itemStyle: { borderRadius: [0, 4, 4, 0] },
      label: { ...text, show: true, fontWeight: 600 },
      markLine: {
        silent: true, symbol: "none", data: [{ xAxis: 90 }],
        lineStyle: { color: token("--ink"), type: [5, 4], width: 2 },
        label: { ...text, formatter: "Mục tiêu 90 %", position: "start", fontSize: 14 },
      },
    }],
  };
};

if (box && source && window.echarts) {
  let chart = null;
  const draw = () => {
    const bars = readBars();
    const width = box.clientWidth;
    box.style.height = `${bars.length * (width < 560 ? 64 : 40) + 68}px`;
    chart = chart || window.echarts.init(box, null, { renderer: "canvas" });
    chart.resize();
    chart.setOption(build(bars, width), true);
    document.getElementById("chart-note").hidden = source.querySelectorAll("tr[data-share]").length <= MOST_BARS;
  };
  box.hidden = false;
  const begin = () => { draw(); new ResizeObserver(draw).observe(box.parentElement); };
  document.fonts.load("16px 'Be Vietnam Pro'").then(begin, begin);
  source.addEventListener("sorted", draw);
}
