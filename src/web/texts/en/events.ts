/** The events from which a period runs, as the law base names them: `order.received`. English reads them as they are. */
export const events = {
  nouns: {} as Record<string, string>,
  verbs: {} as Record<string, string>,
  of: (noun: string, verb: string) => `the ${noun} is ${verb}`.replaceAll('-', ' '),
}
