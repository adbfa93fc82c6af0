/* Draws every chart from the data beside it. What is drawn is in window.headroomCharts, by the id of its place. */
(() => {
  'use strict';

  const root = document.documentElement;
  const charts = (window.headroomCharts = {});
  const PRINTED_WIDTH = 660;
  const USUAL_INTERVAL = 0.06; // of the value, to either side: a little more than what searches aim at
  const SHORTEST = 2; // pixels that can still be seen
  const FONT = '12px system-ui, sans-serif';

  const colour = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const plain = value => String(Math.round(value * 100) / 100);
  const isPoints = spec => spec.shape === 'points' || spec.shape === 'spread';
  const isMeasured = line => !['low', 'high', 'until'].includes(line.ink);
  const column = (spec, ink) => spec.series.findIndex(line => line.ink === ink) + 1;
  /** Where the lines of a row end; where the row stands, if it does not say so. */
  const until = (spec, row) => row[column(spec, 'until')];

  /** Columns, as uPlot wants them. */
  const columns = spec => [...Array(spec.series.length + 1).keys()].map(i => spec.rows.map(row => row[i]));

  /** What was measured, and lines: all that has to be within a scale. Not intervals, which can be of any size. */
  function values(spec, scale) {
    const marks = spec.marks.filter(mark => mark.ink !== 'band' && (mark.vertical ? 'x' : 'y') === scale).map(mark => mark.from);
    if (scale === 'x') {
      return spec.rows.flatMap(row => [row[0], until(spec, row)]).concat(marks);
    }
    const ofScale = spec.rows.flatMap(row => row.slice(1).filter((_, i) => isMeasured(spec.series[i]) && spec.series[i].right === (scale === 'right')));
    return ofScale.filter(value => value !== null).concat(marks);
  }

  /** From 0, so that heights can be compared; where only differences matter, around the values. */
  function range(spec, scale) {
    const all = values(spec, scale);
    const most = Math.max(...all);
    const least = Math.min(...all);
    if (spec.shape === 'spread') {
      const room = scale === 'x' ? 0.5 : Math.max(0.15 * (most - least), USUAL_INTERVAL * most, 0.1);
      return [scale === 'x' ? least - room : Math.max(0, least - room), most + room];
    }
    const room = scale === 'x' && spec.shape === 'steps' ? 1 : 1.06;
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

  /** A line from each row until where the row says; joined to the next one where that begins there. */
  function stretches(spec) {
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
        stroke.lineTo(Math.max(to, from + SHORTEST * devicePixelRatio), y);
      });
      return { stroke, fill: null, clip: null, band: null, gaps: null, flags: 0 };
    };
  }

  function paths(spec, line) {
    if (isPoints(spec) || !isMeasured(line)) {
      return () => null;
    }
    if (spec.shape === 'steps') {
      return column(spec, 'until') ? stretches(spec) : uPlot.paths.stepped({ align: 1 });
    }
    return uPlot.paths.linear();
  }

  function series(spec, line) {
    const stroke = colour('ink-' + line.ink);
    const few = spec.shape === 'lines' ? spec.rows.length <= 100 : spec.rows.length === 1;
    return {
      show: line.ink !== 'until', label: line.label, scale: line.right ? 'right' : 'y', stroke, width: 2, dash: line.dash,
      paths: paths(spec, line),
      points: { show: isMeasured(line) && line.ink !== 'unproven' && (isPoints(spec) || few), size: line.dot, fill: line.dash.length ? 'transparent' : stroke },
    };
  }

  function within(u, paint) {
    const { left, top, width, height } = u.bbox;
    u.ctx.save();
    u.ctx.beginPath();
    u.ctx.rect(left, top, width, height);
    u.ctx.clip();
    u.ctx.lineWidth = 2 * devicePixelRatio;
    paint(u.ctx, u.bbox);
    u.ctx.restore();
  }

  function band(u, mark) {
    within(u, (ctx, { left, top, width, height }) => {
      const [from, to] = [mark.from, mark.to].map(value => u.valToPos(value, mark.vertical ? 'x' : 'y', true));
      ctx.fillStyle = colour('ink-band');
      if (mark.vertical) {
        ctx.fillRect(from, top, to - from, height);
      } else {
        ctx.fillRect(left, to, width, from - to);
      }
    });
  }

  function line(u, mark) {
    within(u, (ctx, { left, top, width, height }) => {
      const at = u.valToPos(mark.from, mark.vertical ? 'x' : 'y', true);
      ctx.strokeStyle = colour('ink-' + mark.ink);
      ctx.setLineDash(mark.dash.map(length => length * devicePixelRatio));
      ctx.beginPath();
      ctx.moveTo(mark.vertical ? at : left, mark.vertical ? top : at);
      ctx.lineTo(mark.vertical ? at : left + width, mark.vertical ? top + height : at);
      ctx.stroke();
    });
  }

  /** A cross for each value that proves nothing. */
  function crosses(u, spec) {
    within(u, ctx => {
      spec.series.forEach((each, i) => {
        if (each.ink === 'unproven') {
          ctx.strokeStyle = colour('ink-unproven');
          const arm = each.dot / 2 * devicePixelRatio;
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

  /** From the lower to the upper bound of each row, where it has both. */
  function whiskers(u, spec) {
    const low = column(spec, 'low');
    const high = column(spec, 'high');
    if (!low || !high) {
      return;
    }
    within(u, ctx => {
      ctx.strokeStyle = colour('ink-low');
      for (const row of spec.rows.filter(each => each[low] !== null && each[high] !== null)) {
        const x = u.valToPos(row[0], 'x', true);
        ctx.beginPath();
        ctx.moveTo(x, u.valToPos(row[low], 'y', true));
        ctx.lineTo(x, u.valToPos(row[high], 'y', true));
        ctx.stroke();
      }
    });
  }

  /** A row in words. */
  function words(spec, index) {
    const row = spec.rows[index];
    const figures = spec.series.map((each, i) => (row[i + 1] === null ? '' : each.label + ' ' + plain(row[i + 1])));
    return [spec.x + ' ' + plain(row[0]), ...figures].filter(text => text).join(' \u00b7 ');
  }

  function options(spec, place, reader) {
    const width = root.classList.contains('printing') ? PRINTED_WIDTH : place.clientWidth;
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
        drawClear: [u => spec.marks.filter(mark => mark.ink === 'band').forEach(mark => band(u, mark))],
        draw: [u => {
          spec.marks.filter(mark => mark.ink !== 'band').forEach(mark => line(u, mark));
          whiskers(u, spec);
          crosses(u, spec);
        }],
        setCursor: [u => reader.pointed(u.cursor.idx)],
      },
    };
  }

  /**
   * Reads a chart row by row: with the mouse the one nearest to it, with keys one after the other, also where several share one x.
   * What keys read is spoken; where the mouse passes is not.
   */
  function reader(spec, place) {
    const [readout, spoken] = ['.readout', '.spoken'].map(name => place.parentElement.querySelector(name));
    const last = spec.rows.length - 1;
    let row = null;
    let byKeys = false;

    const show = (text, aloud) => {
      readout.textContent = text;
      spoken.textContent = aloud;
    };
    const point = u => u.setCursor({ left: u.valToPos(spec.rows[row][0], 'x'), top: 10 });

    place.addEventListener('mousemove', () => { byKeys = false; }, true);
    place.addEventListener('keydown', event => {
      const to = { ArrowRight: row === null ? 0 : row + 1, ArrowLeft: row === null ? last : row - 1, Home: 0, End: last }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      event.preventDefault();
      row = Math.min(last, Math.max(0, to));
      byKeys = true;
      point(charts[place.id]);
      show(words(spec, row), `${row + 1} of ${last + 1}: ${words(spec, row)}`);
    });

    return {
      /** Of the row whose points are to be marked, while the mouse or a key points at that x. */
      index: closest => (byKeys ? row : closest),

      /** Where the mouse is; nothing once it has left. */
      pointed(closest) {
        if (!byKeys) {
          const left = closest === null || closest === undefined;
          row = left ? row : closest;
          show(left ? '' : words(spec, row), '');
        }
      },

      /** The chart was drawn anew: what keys read is still read, and the mouse has to move again. */
      drawn(u) {
        show(byKeys ? words(spec, row) : '', '');
        if (byKeys) {
          point(u);
        }
      },
    };
  }

  const figures = [...document.querySelectorAll('script[data-chart]')].map(data => {
    const place = document.getElementById(data.dataset.chart);
    const spec = JSON.parse(data.textContent);
    const read = reader(spec, place);
    return {
      draw() {
        if (charts[place.id]) {
          charts[place.id].destroy();
        }
        charts[place.id] = new uPlot(options(spec, place, read), columns(spec), place);
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
