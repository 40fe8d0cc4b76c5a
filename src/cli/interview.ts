import { DomainError } from '../base/errors.ts'
import { type Analysis, analyse, type Facts, type LawBase, parseFacts, type Rule, routeStatuses } from '../law/index.ts'
import { hint, readAnswer, withAnswer } from './answers.ts'

export interface Terminal {
  /** The next line somebody types; undefined at the end of the input. */
  readonly read: () => Promise<string | undefined>
  readonly tell: (text: string) => void
}

/**
 * Asks whatever decides most, one question after the other, until nothing decides any more: every question left has been
 * answered with "not known". An empty line is "not known"; `back` takes the last answer back; `stop`, or the end of the
 * input, ends it early.
 */
export async function interview(law: LawBase, given: Facts, terminal: Terminal, today: string): Promise<Facts> {
  const { tell } = terminal
  let now: Position = { facts: given, unknown: new Set() }
  const before: Position[] = []
  const go = (next: Position) => {
    before.push(now)
    now = next
  }
  tell('Empty line: not known. back: the question before. stop: that is all.')
  for (;;) {
    const { facts, unknown } = now
    const analysis = analyse(law, facts, { today })
    const next = analysis.questions.find(({ fact }) => !unknown.has(fact))
    const question = next && law.at(analysis.on).questions.get(next.fact)
    if (!next) break
    // A fact nobody has written a question for cannot be asked; `law check` complains of it.
    if (!question) {
      now = { facts, unknown: new Set([...unknown, next.fact]) }
      continue
    }
    tell(`\n${standing(analysis)}\n${next.text}\n  ${question.why}\n    ${hint(question)}`)
    const answer = await answered(question, facts, terminal)
    if (answer === 'stop') break
    if (answer === 'back') now = before.pop() ?? now
    else if (answer === 'unknown') go({ facts, unknown: new Set([...unknown, next.fact]) })
    else go({ facts: answer, unknown })
  }
  return now.facts
}

/** The facts with what is typed in; what cannot be an answer is told, and asked for again without the whole question. */
async function answered(
  question: Rule<'question'>,
  facts: Facts,
  { read, tell }: Terminal,
): Promise<Facts | 'back' | 'unknown' | 'stop'> {
  for (;;) {
    const typed = (await read())?.trim()
    if (typed === undefined || /^(stop|quit|exit)$/i.test(typed)) return 'stop'
    if (/^back$/i.test(typed)) return 'back'
    if (typed === '' || /^(unknown|not known|\?)$/i.test(typed)) return 'unknown'
    const answer = readAnswer(question, typed)
    const more = 'wrong' in answer ? answer.wrong : attempt(facts, question.fact, answer.value)
    if (typeof more !== 'string') return more
    tell(more)
  }
}

interface Position {
  readonly facts: Facts
  /** Facts that were asked for and are not known. */
  readonly unknown: ReadonlySet<string>
}

/** The facts with the answer, or the sentence that says why it cannot be so. */
function attempt(facts: Facts, fact: string, value: unknown): Facts | string {
  try {
    return parseFacts(withAnswer(facts, fact, value))
  } catch (error) {
    if (error instanceof DomainError) return error.message
    throw error
  }
}

/** '2 routes open, 14 unknown, 30 closed'. */
function standing({ routes }: Analysis): string {
  const counts = routeStatuses.map((status) => [status, routes.filter((one) => one.status === status).length] as const)
  return `Routes: ${counts.flatMap(([status, n]) => (n > 0 ? [`${n} ${status}`] : [])).join(', ')}`
}
