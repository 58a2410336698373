/**
 * Dates, times, lists and numbers, written as the chosen language writes them.
 *
 * All times are milliseconds since 1970; `now` is an argument, so that a test says what day it is. People's presence is told in days, never in minutes;
 * `formatAgo` is for texts.
 */
import { intlLocale, t } from './words'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * Making an Intl formatter is slow (tenths of a millisecond); each is made once per locale and options. All count in the one calendar that documents and the
 * browsers' date fields know, also where a region (ar-SA) would have another.
 */
const formatters = new Map<string, Intl.DateTimeFormat>()
function dateFormatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${intlLocale()} ${JSON.stringify(options)}`
  const known = formatters.get(name)
  if (known) return known
  const made = new Intl.DateTimeFormat(intlLocale(), { calendar: 'gregory', ...options })
  formatters.set(name, made)
  return made
}

/** Midnights between two moments, on this device's calendar: 0 for the same day, -1 for yesterday. */
function daysBetween(at: number, now: number): number {
  const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0)
  return Math.round((midnight(at) - midnight(now)) / day)
}

/** "12 November", and with its year where it is not this one: "12 November 2025". */
export function formatDate(at: number, now = Date.now()): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return dateFormatter(sameYear ? { day: 'numeric', month: 'long' } : { day: 'numeric', month: 'long', year: 'numeric' }).format(at)
}

/** "20:00". */
export function formatTime(at: number): string {
  return dateFormatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** "Sunday" within six days either way, else the date. Where today and yesterday would say it better, use `formatRelativeDay`. */
export function formatDay(at: number, now = Date.now()): string {
  return Math.abs(daysBetween(at, now)) <= 6 ? dateFormatter({ weekday: 'long' }).format(at) : formatDate(at, now)
}

/** "today", "yesterday", "tomorrow", "Sunday", "12 November". */
export function formatRelativeDay(at: number, now = Date.now()): string {
  const days = daysBetween(at, now)
  if (days === 0) return t('design.today')
  if (days === -1) return t('design.yesterday')
  if (days === 1) return t('design.tomorrow')
  return formatDay(at, now)
}

/** "Sunday, 18:40"; of today the time alone. */
export function formatMoment(at: number, now = Date.now()): string {
  return daysBetween(at, now) === 0 ? formatTime(at) : t('design.dayAndTime', { day: formatRelativeDay(at, now), time: formatTime(at) })
}

/** "just now", "12 minutes ago", "an hour ago", "yesterday", "Friday", "12 November". For texts, never for people. */
export function formatAgo(at: number, now = Date.now()): string {
  const passed = now - at
  if (passed < minute) return t('design.justNow')
  if (passed < hour) return t('design.minutesAgo', { count: Math.floor(passed / minute) })
  if (daysBetween(at, now) === 0) return t('design.hoursAgo', { count: Math.floor(passed / hour) })
  return formatRelativeDay(at, now)
}

/** "Ana, Mei and Yusuf". */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(intlLocale(), { type: 'conjunction' }).format(items)
}

/** "1,240". */
export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(intlLocale(), options).format(value)
}

/** "4.2 MB"; decimal units, as storage is sold. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return formatNumber(value, {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 1 ? 1 : 0,
  })
}

/** "November", and with its year where it is not this one: "November 2025". */
export function formatMonth(at: number, now = Date.now()): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return dateFormatter(sameYear ? { month: 'long' } : { month: 'long', year: 'numeric' }).format(at)
}
