import type { Check } from './check.ts'

export const counting: Check = {
  name: 'counting',
  about: 'A period in days, weeks, months or years says by which rule it is counted',
  check: ({ rule, report }) => {
    if (rule.kind !== 'clock' || rule.counting) return
    if (!('hours' in rule.limit || 'words' in rule.limit || 'yearly' in rule.limit))
      report('counting: name the rule the period is counted by')
  },
}

export const calendars: Check = {
  name: 'calendars',
  about: 'Holidays fall into the years a calendar covers, and make-up days on its weekend',
  check: ({ rule, report }) => {
    if (rule.kind !== 'state') return
    if (rule.rule !== `states/${rule.code}`)
      report(`code: the file of ${rule.code} must be law/states/${rule.code}.yaml`)
    if (!rule.calendar) return
    const { zone, years, holidays, worked, weekend } = rule.calendar
    try {
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    } catch {
      report(`calendar.zone: there is no time zone ${zone}`)
    }
    for (const { date } of [...holidays, ...worked]) {
      if (!years.includes(Number(date.slice(0, 4))))
        report(`calendar: ${date} lies outside the years it says it covers`)
    }
    for (const { date } of worked) {
      if (!weekend.includes(Temporal.PlainDate.from(date).dayOfWeek))
        report(`calendar.worked: ${date} is no day of the weekend`)
    }
  },
}
