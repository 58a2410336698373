const signs = [
  /^#{1,6} \S/m,
  /^(?:[-*+]|\d{1,9}[.)]) \S.*\n(?:\s*(?:[-*+]|\d{1,9}[.)]) \S|\s+\S)/m,
  /^\s*[-*] \[[ xX]\] /m,
  /^\|?.+\|.+\n\|?\s*:?-{3,}/m,
  /^(?:```|~~~)/m,
  /\*\*[^\s*][^*\n]*\*\*/,
  /\[[^\]\n]+\]\((?:https?:|mailto:)[^)\s]+\)/,
  /^> \S/m,
]

/** Whether plain text was meant as Markdown. A single dash or star in a sentence is not enough. */
export const looksLikeMarkdown = (text: string): boolean => signs.some((sign) => sign.test(text))
