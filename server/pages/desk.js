// What a page does beyond being read: it tells of news while it is open, knows a few keys,
// remembers which layers are on, and writes times as the reader's clock does. Without it every
// page works.
'use strict';
(() => {
  document.documentElement.classList.add('scripted');

  for (const t of document.querySelectorAll('time[datetime]')) {
    const d = new Date(t.dateTime);
    if (isNaN(d) || !t.textContent.includes(':')) continue; // a date alone is everywhere the same
    t.title = t.textContent + ' UTC';
    t.textContent = d.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  }

  // Layers stay as the reader has set them.
  for (const box of document.querySelectorAll('.layers input')) {
    try {
      const kept = localStorage.getItem(box.id);
      if (kept !== null) box.checked = kept === '1';
      box.addEventListener('change', () => localStorage.setItem(box.id, box.checked ? '1' : '0'));
    } catch { /* storage is switched off */ }
  }

  // Keys, where nobody is typing.
  const stories = [...document.querySelectorAll('main .story')];
  let current = -1;
  const go = (to) => {
    if (!stories.length) return;
    current = Math.min(Math.max(to, 0), stories.length - 1);
    stories.forEach((s, i) => s.classList.toggle('current', i === current));
    stories[current].querySelector('a').focus({ preventScroll: true });
    stories[current].scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.target.closest('input, textarea, select')) return;
    if (e.key === '/') { e.preventDefault(); document.getElementById('find').focus(); }
    if (e.key === 'j') go(current + 1);
    if (e.key === 'k') go(current - 1);
  });

  // A printed page has everything in it.
  addEventListener('beforeprint', () => { for (const d of document.querySelectorAll('main details')) d.open = true; });

  // News while the page is open: on the front of any story, on a story's page of this one.
  const live = document.getElementById('live');
  const story = document.body.dataset.story;
  const front = location.pathname === '/';
  if (!live || !(front || story) || !window.EventSource) return;
  const changed = new Set();
  const say = (text) => {
    const p = document.createElement('p');
    const a = document.createElement('a');
    a.href = location.href.split('#')[0];
    a.textContent = 'Show';
    p.append(text + ' ', a);
    live.replaceChildren(p);
  };
  const source = new EventSource('/live');
  source.addEventListener('open', () => { live.dataset.open = ''; });
  source.addEventListener('story', (e) => {
    const news = JSON.parse(e.data);
    if (story) {
      if (String(news.story) === story) say('This story has changed.');
      return;
    }
    changed.add(news.story);
    say(changed.size === 1 ? 'One story has changed: ' + news.title + '.' : changed.size + ' stories have changed.');
  });
  addEventListener('pagehide', () => source.close());
})();
