// The English words of the page's script, the same as the catalogue's group
// "script". A page in another language brings its own.
page.words = {
  answers_failed: "Not saved yet. It is kept on this device, and tried again.",
  answers_restored: "Found again on this device, and being saved.",
  answers_unsaved: "Not saved: there is no connection. It is kept on this device, and saved as soon as it can be.",
  answers_waiting: "Not saved yet",
  colour_black: "Black words on this colour: {contrast} to 1.",
  colour_white: "White words on this colour: {contrast} to 1.",
  copied: "Copied",
  failed: "That did not work. Please try again.",
  offline: "The connection was lost. Please try again.",
  ordered: "Moved.",
  photo_place: "{number} of {total}",
  sign_blank: "Please sign above the line, or choose Type.",
  upload_again: "Try again",
  upload_cancel: "Cancel",
  upload_cancel_named: "Cancel {name}",
  upload_dismiss: "Remove",
  upload_done: "{name} has arrived.",
  upload_failed: "{name} could not be stored. Please try again.",
  upload_finishing: "Storing",
  upload_offline: "The connection was lost while {name} was on its way.",
  upload_progress: "{done} of {total}",
  upload_retrying: "The connection was lost. Trying again",
  upload_too_large: "{name} is larger than the limit.",
  upload_waiting: "Waiting",
};
Object.assign(page.words, JSON.parse(document.querySelector('meta[name="words"]')?.content || '{}'));
