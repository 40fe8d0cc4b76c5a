import { type ParseArgsConfig, parseArgs } from 'node:util'
import { DomainError } from '../base/errors.ts'

/** The words of a command. Throws `invalid` / `usage` with how it is used. */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  usage: string,
  options: Options,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (cause) {
    throw new DomainError('invalid', 'usage', `${cause instanceof Error ? cause.message : ''}\nUse: ${usage}`, {
      cause,
    })
  }
}

export function wrongUse(usage: string): DomainError {
  return new DomainError('invalid', 'usage', `Use: ${usage}`)
}
