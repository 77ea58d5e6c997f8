// A row of links that does not fit the screen scrolls sideways; it begins where
// the current one is seen, and the page itself stays where it is.
page.each('.settings-nav, .tabs, .chips', (row) => {
  const current = row.querySelector('[aria-current]');
  if (!current || row.scrollWidth <= row.clientWidth) return;
  const { left, width } = current.getBoundingClientRect();
  row.scrollLeft += left - row.getBoundingClientRect().left - (row.clientWidth - width) / 2;
});
