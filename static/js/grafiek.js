// What a chart does beyond its picture: download it as png, and make it interactive. The page also works without.
(() => {
  "use strict";
  const lines = document.querySelector("#grafiek");
  if (!lines?.querySelector("svg")) return;
  const visible = () => [...lines.querySelectorAll("svg")].find((svg) => svg.clientWidth) ?? lines.querySelector("svg");

  // Drawn by hand on a canvas: our CSP lets no picture in that is made of text.
  const paint = (svg) => {
    const { width, height } = svg.viewBox.baseVal, scale = 2, head = 30, body = getComputedStyle(document.body);
    const canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: (height + head) * scale });
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.fillStyle = body.backgroundColor;
    pen.fillRect(0, 0, width, height + head);
    // A picture that leaves the page says itself what it is of, and of which day.
    pen.fillStyle = body.color;
    pen.font = `600 13px ${body.fontFamily}`;
    pen.fillText(png.dataset.titel, 4, 18, width - 8);
    pen.translate(0, head);
    for (const shape of svg.querySelectorAll("path, line, circle, text")) {
      const style = getComputedStyle(shape);
      const number = (name) => parseFloat(shape.getAttribute(name) ?? 0);
      if (shape.tagName === "text") {
        pen.fillStyle = style.fill;
        pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        pen.textAlign = { middle: "center", end: "right" }[style.textAnchor] ?? "left";
        pen.fillText(shape.textContent, number("x"), number("y") + number("dy"));
        continue;
      }
      const outline = new Path2D(shape.getAttribute("d") ?? "");
      if (shape.tagName === "line") {
        outline.moveTo(number("x1"), number("y1"));
        outline.lineTo(number("x2"), number("y2"));
      }
      if (shape.tagName === "circle") outline.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
      pen.setLineDash((style.strokeDasharray.match(/[\d.]+/g) ?? []).map(Number));
      if (style.fill !== "none") { pen.fillStyle = style.fill; pen.fill(outline); }
      if (style.stroke !== "none") { pen.strokeStyle = style.stroke; pen.lineWidth = parseFloat(style.strokeWidth); pen.stroke(outline); }
    }
    return canvas;
  };

  const png = document.querySelector("[data-grafiek=png]");
  png.hidden = false;
  png.addEventListener("click", () => paint(visible()).toBlob((blob) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: png.dataset.naam });
    link.click();
    URL.revokeObjectURL(link.href);
  }));

  // The interactive chart: 4.8 MB, so only for who asks.
  const button = document.querySelector("[data-grafiek=plot]");
  const load = (name, attributes) => new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
  const draw = () => {
    const facts = JSON.parse(document.querySelector("#grafiek-cijfers").textContent);
    const ink = getComputedStyle(document.body).color;
    const place = document.createElement("div");
    place.className = "grafiek-plot";
    lines.replaceChildren(place);
    const dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];
    window.Plotly.newPlot(
      place,
      facts.lijnen.map((line, n) => ({
        x: line.jaren, y: line.waarden, name: line.naam, mode: "lines+markers",
        line: { dash: dashes[n % dashes.length] }, marker: { symbol: n },
      })),
      {
        paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", font: { color: ink },
        yaxis: { title: { text: facts.eenheid }, gridcolor: "rgba(128,128,128,.3)" },
        xaxis: { tickformat: "d", gridcolor: "rgba(128,128,128,.3)" },
        legend: { orientation: "h" }, margin: { t: 20, r: 10 }, separators: ",.",
      },
      { responsive: true, displayModeBar: false },
    );
    png.hidden = true;
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    button.textContent = "Bezig met laden…";
    try {
      await load("link", { rel: "stylesheet", id: "plotly.js-style-global", href: button.dataset.stijl });
      await load("script", { src: button.dataset.script });
      draw();
      button.remove();
    } catch {
      button.disabled = false;
      button.textContent = "Laden lukte niet. Probeer het opnieuw";
    }
  });
})();
