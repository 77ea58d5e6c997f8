// Portal Branding: the colour shows at once, with white or black words on it,
// whichever has the higher contrast. The server decides the same way when it saves.
{
  // WCAG 2.2, relative luminance.
  const luminance = (hex) => [1, 3, 5]
    .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);

  const show = (form, hex) => {
    const white = 1.05 / (luminance(hex) + 0.05);
    const black = (luminance(hex) + 0.05) / 0.05;
    for (const preview of document.querySelectorAll('[data-brand-preview]')) {
      preview.style.setProperty('--brand', hex);
      preview.style.setProperty('--on-brand', white >= black ? '#ffffff' : '#000000');
    }
    const words = form.querySelector('[data-words]');
    if (!words) return;
    const key = white >= black ? 'colour_white' : 'colour_black';
    words.textContent = page.say(key, { contrast: Math.max(white, black).toFixed(1) });
  };

  page.on('input', 'form[data-brand] :is(input[type="color"], input[name="brand"])', (event, input) => {
    const hex = input.value.trim().toLowerCase();
    if (!/^#[0-9a-f]{6}$/.test(hex)) return;
    const form = input.closest('form');
    for (const other of form.querySelectorAll('input[type="color"], input[name="brand"]')) {
      if (other !== input) other.value = hex;
    }
    show(form, hex);
  });
}
