/** What can be brought in as a document, as a file field takes it. */
export const TEXT_FILES = '.docx,.md,.markdown,.mdown,.txt,text/markdown,text/plain,application/vnd.openxmlformats-officedocument.wordprocessingml.document'
