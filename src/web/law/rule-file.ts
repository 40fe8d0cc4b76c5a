import type { Rule } from '../../law/index.ts'

/** Where the text of a rule stands below `law/`. */
export const pathOf = ({ rule, kind, line_of }: Rule): string =>
  kind === 'instrument' && !line_of ? `${rule}/instrument.yaml` : `${line_of ?? rule}.yaml`
