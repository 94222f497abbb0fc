// What can be told by rule of whether a page is accessible (WCAG 2.2, level AA): a list of what
// is wrong with the page as it stands in the browser.
(() => {
  const bad = [];
  const where = (e) => {
    const words = (e.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 40);
    return e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.getAttribute('class') ? '.' + e.getAttribute('class').split(' ')[0] : '') + ' "' + words + '"';
  };
  const shown = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const byIds = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
  const name = (e) => {
    if (e.getAttribute('aria-labelledby')) return byIds(e.getAttribute('aria-labelledby'));
    if (e.getAttribute('aria-label')) return e.getAttribute('aria-label').trim();
    if (e.labels && e.labels.length) return [...e.labels].map((l) => l.textContent).join(' ').trim();
    if (e.tagName === 'FIELDSET') return e.querySelector('legend')?.textContent.trim() ?? '';
    if (e.tagName === 'IMG') return e.alt;
    const title = e.querySelector(':scope > title')?.textContent ?? '';
    return (e.textContent || '').trim() || title || e.getAttribute('title') || '';
  };

  if (!/^[a-z]{2}/.test(document.documentElement.lang)) bad.push('the page names no language');
  if (!document.title.trim()) bad.push('the page has no title');
  if (document.querySelectorAll('main').length !== 1) bad.push('the page has not one main part');
  if (!document.querySelector('meta[name=viewport]') || /user-scalable=no|maximum-scale/.test(document.querySelector('meta[name=viewport]').content)) bad.push('the page cannot be enlarged');
  const skip = document.querySelector('body a[href^="#"]');
  if (!skip || !document.querySelector(skip.getAttribute('href'))) bad.push('there is no link to the content at the start');

  let level = 0;
  const heads = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(shown);
  if (heads.filter((h) => h.tagName === 'H1').length !== 1) bad.push('the page has not one first heading');
  for (const h of heads) {
    const n = Number(h.tagName[1]);
    if (n > level + 1) bad.push(`heading ${where(h)} of level ${n} follows one of level ${level}`);
    if (!h.textContent.trim()) bad.push('a heading is empty');
    level = n;
  }

  const ids = new Map();
  for (const e of document.querySelectorAll('[id]')) ids.set(e.id, (ids.get(e.id) ?? 0) + 1);
  for (const [id, n] of ids) if (n > 1) bad.push(`id "${id}" stands ${n} times`);
  for (const attribute of ['aria-labelledby', 'aria-describedby', 'popovertarget', 'for']) {
    for (const e of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of e.getAttribute(attribute).split(/\s+/)) if (!ids.has(id)) bad.push(`${where(e)}: ${attribute} names "${id}", which is not there`);
    }
  }
  for (const a of document.querySelectorAll('a[href^="#"]')) {
    const to = decodeURIComponent(a.getAttribute('href').slice(1));
    if (to && !ids.has(to)) bad.push(`link ${where(a)} leads to "#${to}", which is not there`);
  }

  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, img, svg[role=img], [role=region], fieldset, iframe')) {
    if (!name(e)) bad.push(`${where(e)} has no name`);
  }
  for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    if (!(e.labels && e.labels.length) && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby')) bad.push(`${where(e)} has no label`);
  }
  const navs = [...document.querySelectorAll('nav')].filter(shown);
  if (new Set(navs.map(name)).size !== navs.length) bad.push('two navigations have one name');
  for (const t of document.querySelectorAll('table')) if (!t.querySelector('th')) bad.push(`${where(t)} has no header cells`);
  for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) bad.push(`${where(e)} changes the order of the keys`);
  for (const e of document.querySelectorAll('ul, ol')) for (const c of e.children) if (c.tagName !== 'LI') bad.push(`${where(e)} holds a ${c.tagName}`);
  for (const e of document.querySelectorAll('dl')) for (const c of e.children) if (!['DT', 'DD', 'DIV'].includes(c.tagName)) bad.push(`${where(e)} holds a ${c.tagName}`);
  for (const e of document.querySelectorAll('*')) {
    // What scrolls must be reached by keys.
    if (e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX) && e.tabIndex < 0 && !e.querySelector('a, button, input, textarea') && shown(e)) bad.push(`${where(e)} scrolls and cannot be reached by keys`);
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) bad.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${innerWidth}`);

  // Contrast of every text that is shown.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const read = (css) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = ([r, g, b]) => {
    const f = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const ground = (e) => {
    const layers = [];
    for (let n = e; n; n = n.parentElement) layers.push(read(getComputedStyle(n).backgroundColor));
    let color = getComputedStyle(document.documentElement).colorScheme === 'dark' || matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
    for (const l of layers.reverse()) color = over(l, color);
    return color;
  };
  const told = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const e = n.parentElement;
    if (!n.textContent.trim() || !shown(e) || e.closest('script, style, title, .unseen, option')) continue;
    const style = getComputedStyle(e);
    const back = ground(e);
    const ink = read(e instanceof SVGElement ? style.fill : style.color);
    let opacity = 1;
    for (let p = e; p; p = p.parentElement) opacity *= Number(getComputedStyle(p).opacity);
    const seen = over([ink[0], ink[1], ink[2], ink[3] * opacity], back);
    const [hi, lo] = [light(seen), light(back)].sort((a, b) => b - a);
    const ratio = (hi + 0.05) / (lo + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const key = style.color + back + e.className;
    if (ratio < (large ? 3 : 4.5) && !told.has(key)) {
      told.add(key);
      bad.push(`${where(e)} has a contrast of ${ratio.toFixed(2)}`);
    }
  }
  return bad;
})()
