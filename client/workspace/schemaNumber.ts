/** [S11] The schema of what this version writes. A test holds it against the documents' own number, which only the editor loads. */
export const SCHEMA = 1
