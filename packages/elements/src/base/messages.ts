// The two words of @lit/localize that widgets need. Its main entry would bring the whole runtime into every page,
// also where nobody configures a second language.
export { msg } from '@lit/localize/init/install.js';
export { str } from '@lit/localize/internal/str-tag.js';
