'use strict';

// An email stands in a frame of its own, which grows to what is in it.
page.each('iframe[data-grows]', (frame) => {
  const grow = () => {
    const inner = frame.contentDocument?.body;
    if (inner?.firstElementChild) frame.height = Math.ceil(inner.getBoundingClientRect().height) + 16;
  };
  frame.addEventListener('load', grow);
  window.addEventListener('resize', grow);
  grow();
});
