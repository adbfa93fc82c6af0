/* Draws every chart of the page with uPlot, from the JSON data beside it. window.headroomCharts holds the charts by the id of their element. */
(() => {
  'use strict';

  const root = document.documentElement;
  const charts = (window.headroomCharts = {});
  const PRINTED_WIDTH = 660;
  const USUAL_INTERVAL = 0.06; // half-width of a confidence interval as a share of the value: a little wider than searches aim at
  const FAR = 0.2; // ends of intervals beyond the values by more than this share are cut off
  const SHORTEST_LINE = 2; // pixels; anything shorter could not be seen
  const FONT = '12px system-ui, sans-serif';

  const colour = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const plain = value => String(Math.round(value * 100) / 100);
  const isPoints = spec => spec.shape === 'points' || spec.shape === 'spread';
  /** Returns whether a scale must show the values of a series. */
  const isMeasured = line => !['low', 'high', 'until'].includes(line.style);
  /** Returns whether a series has a line or points, and not just the ends of bars. */
  const isDrawn = line => isMeasured(line) && !['least', 'most'].includes(line.style);
  /** Returns the index of the column of a series in a row, or 0, the column of x, if the chart has no such series. */
  const column = (spec, style) => spec.series.findIndex(line => line.style === style) + 1;
  /** Returns the x at which the lines of a row end: the row's own x if the chart does not say it. */
  const until = (spec, row) => row[column(spec, 'until')];

  /** Returns the data column by column, as uPlot expects it. */
  const columns = spec => [...Array(spec.series.length + 1).keys()].map(i => spec.rows.map(row => row[i]));

  /** Returns all values that a scale must show: measured values and annotation lines, but not intervals, which can be of any size. */
  function values(spec, scale) {
    const lines = spec.annotations.filter(each => each.style !== 'band' && (each.vertical ? 'x' : 'y') === scale).map(each => each.from);
    if (scale === 'x') {
      return spec.rows.flatMap(row => [row[0], until(spec, row)]).concat(lines);
    }
    const ofScale = spec.rows.flatMap(row => row.slice(1).filter((_, i) => isMeasured(spec.series[i]) && spec.series[i].right === (scale === 'right')));
    return ofScale.filter(value => value !== null).concat(lines);
  }

  /** Returns a range that also shows the intervals whole, unless they reach so far that the values could not be told apart. */
  function withIntervals(spec, from, to) {
    const ends = ['low', 'high'].map(style => column(spec, style)).filter(at => at).flatMap(at => spec.rows.map(row => row[at]));
    const shown = ends.filter(end => end !== null && end > from - FAR * to && end < (1 + FAR) * to);
    return [Math.max(0, Math.min(from, ...shown.map(end => 0.995 * end))), Math.max(to, ...shown.map(end => 1.005 * end))];
  }

  /** Returns the range of a scale: from 0, so that heights can be compared, or around the values where only their differences matter. */
  function range(spec, scale) {
    const all = values(spec, scale);
    const most = Math.max(...all);
    const least = Math.min(...all);
    if (spec.shape === 'spread') {
      const room = scale === 'x' ? 0.5 : Math.max(0.15 * (most - least), USUAL_INTERVAL * most, 0.1);
      return scale === 'x' ? [least - room, most + room] : withIntervals(spec, Math.max(0, least - room), most + room);
    }
    // lines of two axes that end at the height of their largest value would cover each other
    const room = scale === 'x' && spec.shape === 'steps' ? 1 : scale === 'right' && spec.shape === 'lines' ? 1.35 : 1.06;
    return [0, most > 0 ? room * most : 1];
  }

  function axis(spec, label, scale, side) {
    const whole = scale === 'x' && spec.rows.every(row => Number.isInteger(row[0]));
    const line = { stroke: colour('grid'), width: 1 };
    return {
      scale, side, label,
      stroke: colour('muted'), font: FONT, labelFont: FONT, labelSize: 22,
      grid: { ...line, show: side !== 1 },
      ticks: { ...line, size: 5 },
      values: (u, splits) => splits.map(value => (value === null ? '' : plain(value))),
      ...(scale === 'x' ? { space: 56, size: 32 } : { size: (u, labels) => 18 + 7 * Math.max(1, ...(labels || []).map(text => text.length)) }),
      ...(whole ? { incrs: [1, 2, 5].flatMap(n => [0, 1, 2, 3, 4, 5, 6].map(e => n * 10 ** e)).sort((a, b) => a - b) } : {}),
    };
  }

  /** Draws a horizontal line from each row to its end, and joins it to the next line if that begins there. */
  function segments(spec) {
    return (u, at) => {
      const stroke = new Path2D();
      spec.rows.forEach((row, i) => {
        if (row[at] === null) {
          return;
        }
        const before = i > 0 && spec.rows[i - 1][at] !== null && until(spec, spec.rows[i - 1]) >= row[0];
        const [from, to] = [row[0], until(spec, row)].map(value => u.valToPos(value, 'x', true));
        const y = u.valToPos(row[at], u.series[at].scale, true);
        stroke[before ? 'lineTo' : 'moveTo'](from, y);
        stroke.lineTo(Math.max(to, from + SHORTEST_LINE * devicePixelRatio), y);
      });
      return { stroke, fill: null, clip: null, band: null, gaps: null, flags: 0 };
    };
  }

  function paths(spec, line) {
    if (isPoints(spec) || !isDrawn(line)) {
      return () => null;
    }
    if (spec.shape === 'steps') {
      return column(spec, 'until') ? segments(spec) : uPlot.paths.stepped({ align: 1 });
    }
    return uPlot.paths.linear();
  }

  function series(spec, line) {
    const stroke = colour('series-' + line.style);
    const few = spec.shape === 'lines' ? spec.rows.length <= 100 : spec.rows.length === 1;
    return {
      show: line.style !== 'until', label: line.label, scale: line.right ? 'right' : 'y', stroke, width: 2, dash: line.dash,
      paths: paths(spec, line),
      points: { show: isDrawn(line) && line.style !== 'unproven' && (isPoints(spec) || few), size: line.pointSize, fill: line.dash.length ? 'transparent' : stroke },
    };
  }

  /** Calls a painter whose drawing is clipped to the plot. */
  function clipped(u, paint) {
    const { left, top, width, height } = u.bbox;
    u.ctx.save();
    u.ctx.beginPath();
    u.ctx.rect(left, top, width, height);
    u.ctx.clip();
    u.ctx.lineWidth = 2 * devicePixelRatio;
    paint(u.ctx, u.bbox);
    u.ctx.restore();
  }

  function band(u, annotation) {
    clipped(u, (ctx, { left, top, width, height }) => {
      const [from, to] = [annotation.from, annotation.to].map(value => u.valToPos(value, annotation.vertical ? 'x' : 'y', true));
      ctx.fillStyle = colour('series-band');
      if (annotation.vertical) {
        ctx.fillRect(from, top, to - from, height);
      } else {
        ctx.fillRect(left, to, width, from - to);
      }
    });
  }

  function line(u, annotation) {
    clipped(u, (ctx, { left, top, width, height }) => {
      const at = u.valToPos(annotation.from, annotation.vertical ? 'x' : 'y', true);
      ctx.strokeStyle = colour('series-' + annotation.style);
      ctx.setLineDash(annotation.dash.map(length => length * devicePixelRatio));
      ctx.beginPath();
      ctx.moveTo(annotation.vertical ? at : left, annotation.vertical ? top : at);
      ctx.lineTo(annotation.vertical ? at : left + width, annotation.vertical ? top + height : at);
      ctx.stroke();
    });
  }

  /** Draws a cross for each estimate that is not proven. */
  function crosses(u, spec) {
    clipped(u, ctx => {
      spec.series.forEach((each, i) => {
        if (each.style === 'unproven') {
          ctx.strokeStyle = colour('series-unproven');
          const arm = each.pointSize / 2 * devicePixelRatio;
          for (const row of spec.rows.filter(row => row[i + 1] !== null)) {
            const [x, y] = [u.valToPos(row[0], 'x', true), u.valToPos(row[i + 1], 'y', true)];
            ctx.beginPath();
            ctx.moveTo(x - arm, y - arm);
            ctx.lineTo(x + arm, y + arm);
            ctx.moveTo(x - arm, y + arm);
            ctx.lineTo(x + arm, y - arm);
            ctx.stroke();
          }
        }
      });
    });
  }

  /**
   * Draws a bar between the two ends of each row that has both: a confidence interval (low, high), or the range of the figures
   * (least, most) of the series before it, in its colour. Columns of ends stand side by side.
   */
  function bars(u, spec) {
    clipped(u, ctx => {
      spec.series.forEach((each, i) => {
        if (each.style !== 'low' && each.style !== 'least') {
          return;
        }
        const [scale, cap] = [each.right ? 'right' : 'y', each.style === 'least' ? 4 * devicePixelRatio : 0];
        ctx.strokeStyle = colour('series-' + (each.style === 'least' ? spec.series[i - 1].style : 'low'));
        for (const row of spec.rows.filter(row => row[i + 1] !== null && row[i + 2] !== null && row[i + 1] !== row[i + 2])) {
          const x = u.valToPos(row[0], 'x', true);
          const [from, to] = [row[i + 1], row[i + 2]].map(value => u.valToPos(value, scale, true));
          ctx.beginPath();
          ctx.moveTo(x, from);
          ctx.lineTo(x, to);
          for (const end of [from, to]) {
            ctx.moveTo(x - cap, end);
            ctx.lineTo(x + cap, end);
          }
          ctx.stroke();
        }
      });
    });
  }

  /** Returns the figures of a row as text. */
  function describe(spec, index) {
    const row = spec.rows[index];
    const figures = spec.series.map((each, i) => (row[i + 1] === null ? '' : each.label + ' ' + plain(row[i + 1])));
    return [spec.x + ' ' + plain(row[0]), ...figures].filter(text => text).join(' \u00b7 ');
  }

  function options(spec, element, reader) {
    const width = root.classList.contains('printing') ? PRINTED_WIDTH : element.clientWidth;
    const scale = name => ({ time: false, range: () => range(spec, name) });
    return {
      width,
      height: width < 500 ? 240 : 300,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, dataIdx: (u, series, closest) => reader.index(closest) },
      scales: { x: scale('x'), y: scale('y'), ...(spec.right ? { right: scale('right') } : {}) },
      axes: [axis(spec, spec.x, 'x', 2), axis(spec, spec.left, 'y', 3)].concat(spec.right ? [axis(spec, spec.right, 'right', 1)] : []),
      series: [{}].concat(spec.series.map(each => series(spec, each))),
      hooks: {
        ready: [u => reader.drawn(u)],
        drawClear: [u => spec.annotations.filter(each => each.style === 'band').forEach(each => band(u, each))],
        draw: [u => {
          spec.annotations.filter(each => each.style !== 'band').forEach(each => line(u, each));
          bars(u, spec);
          crosses(u, spec);
        }],
        setCursor: [u => reader.pointed(u.cursor.idx)],
      },
    };
  }

  /**
   * Shows the figures of one row below the chart. The mouse selects the nearest row. The arrow keys, Home and End select every row in turn,
   * also rows that share one x. Screen readers speak the rows that keys select, but not those that the mouse passes.
   */
  function rowReader(spec, element) {
    const [readout, spoken] = ['.readout', '.spoken'].map(name => element.parentElement.querySelector(name));
    const last = spec.rows.length - 1;
    let row = null;
    let byKeys = false;

    const show = (text, aloud) => {
      readout.textContent = text;
      spoken.textContent = aloud;
    };
    const point = u => u.setCursor({ left: u.valToPos(spec.rows[row][0], 'x'), top: 10 });

    element.addEventListener('mousemove', () => { byKeys = false; }, true);
    element.addEventListener('keydown', event => {
      const to = { ArrowRight: row === null ? 0 : row + 1, ArrowLeft: row === null ? last : row - 1, Home: 0, End: last }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      event.preventDefault();
      row = Math.min(last, Math.max(0, to));
      byKeys = true;
      point(charts[element.id]);
      show(describe(spec, row), `${row + 1} of ${last + 1}: ${describe(spec, row)}`);
    });

    return {
      /** Returns the index of the row whose points uPlot highlights. */
      index: closest => (byKeys ? row : closest),

      /** Called when the cursor moves to the row closest to it, or with nothing when the mouse leaves the plot. */
      pointed(closest) {
        if (!byKeys) {
          const left = closest === null || closest === undefined;
          row = left ? row : closest;
          show(left ? '' : describe(spec, row), '');
        }
      },

      /** Called after the chart was redrawn: a row that keys selected stays selected, a row that the mouse selected does not. */
      drawn(u) {
        show(byKeys ? describe(spec, row) : '', '');
        if (byKeys) {
          point(u);
        }
      },
    };
  }

  const figures = [...document.querySelectorAll('script[data-chart]')].map(data => {
    const element = document.getElementById(data.dataset.chart);
    const spec = JSON.parse(data.textContent);
    const reader = rowReader(spec, element);
    return {
      draw() {
        if (charts[element.id]) {
          charts[element.id].destroy();
        }
        charts[element.id] = new uPlot(options(spec, element, reader), columns(spec), element);
      },
    };
  });
  const drawAll = () => figures.forEach(figure => figure.draw());

  drawAll();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  let width = root.clientWidth;
  addEventListener('resize', () => {
    if (root.clientWidth !== width) {
      width = root.clientWidth;
      drawAll();
    }
  });
  const print = on => () => {
    root.classList.toggle('printing', on);
    drawAll();
  };
  addEventListener('beforeprint', print(true));
  addEventListener('afterprint', print(false));
})();
