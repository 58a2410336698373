/** How much one paste may bring, in bytes. A document of 20,000 words has about 130 KB of text; Word wraps it in some MB of looks. */
export const PASTE_TEXT_MOST = 2_000_000
export const PASTE_HTML_MOST = 8_000_000
