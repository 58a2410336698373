import { formatDate } from '../../words/formats'

/** `2026-12-01` as "1 December". */
export const formatDay = (day: string): string => formatDate(new Date(`${day}T00:00:00`).getTime())
