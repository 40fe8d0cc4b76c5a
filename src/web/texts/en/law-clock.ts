/** Counting a period on the page of its rule. */
export const lawClock = {
  title: 'Count this period',
  lead: 'Give the event it runs from, in the time of the place. A time for which the clock stood still is counted afterwards.',
  from: 'It runs from',
  state: 'Whose time and holidays count',
  stopped: 'It stood still from (if it did)',
  resumed: 'and ran again from',
  count: 'Count',
  ends: (when: string) => `Ends on ${when}`,
  outer: (when: string) => `At the latest on ${when}, if the other way of counting applies:`,
  stands: (when: string) => `The clock has stood still since ${when}. Its end is not known until it runs again.`,
  noNumber: 'The law gives no number: there is no end to count.',
  by: 'Counted by',
  working: 'How it was counted',
  notCounted: 'not counted',
  noTime: 'Give a day and an hour, such as 2026-11-21T09:00.',
  backwards: 'It can only run again after it stood still.',
}
