import { DomainError } from '../base/errors.ts'

/** A command takes the words after its name and answers with the exit code: 0 yes, 1 a "no" with reasons, 2 bad input. */
export type Command = (args: string[]) => Promise<number>

const commands: Record<string, { about: string; load: () => Promise<Command> }> = {
  install: {
    about: 'make now what the first start would wait for',
    load: async () => (await import('./install.ts')).install,
  },
  serve: {
    about: 'start the server (--demo: with the demonstration in it)',
    load: async () => (await import('./serve.ts')).serve,
  },
  demo: {
    about: 'run the whole story on two instances; --out FOLDER, --evidence FOLDER',
    load: async () => (await import('./demo.ts')).demo,
  },
  route: {
    about: 'FACTS.json, - or --ask: every lawful route, and why it is open or closed; --overlay FILE.yaml',
    load: async () => (await import('./route.ts')).route,
  },
  laboratory: {
    about: 'PROPOSAL.yaml --record FILE.ndjson | --pairs: a change of the law nobody has made yet, tried on requests',
    load: async () => (await import('./laboratory.ts')).laboratory,
  },
  gate: {
    about: 'RELEASE.json or -: whether data may be given abroad, item by item, and what would open it',
    load: async () => (await import('./gate.ts')).gate,
  },
  grade: {
    about: 'RECORDS.ndjson or -: how the fields of a set of records would be graded, and why; --scheme CN',
    load: async () => (await import('./grade.ts')).grade,
  },
  clock: {
    about: 'RULE --from INSTANT [--state XX]: when a statutory period ends, and why',
    load: async () => (await import('./clock.ts')).clock,
  },
  law: {
    about: 'check | list | diff: the law base, and what changes in it',
    load: async () => (await import('./law.ts')).law,
  },
  verify: {
    about: 'PACKAGE: check an evidence package offline',
    load: async () => (await import('./verify.ts')).verify,
  },
  seal: {
    about: 'FILE --to RECIPIENT: seal a file in the age format',
    load: async () => (await import('./seal.ts')).seal,
  },
  evidence: {
    about: 'put FILE… --request ID: send files to an instance, in parts that go on where they stopped; arriving',
    load: async () => (await import('./evidence.ts')).evidence,
  },
  keys: {
    about: 'show | rotate | recovery: the keys of an organisation on an instance',
    load: async () => (await import('./keys.ts')).keys,
  },
  retention: {
    about:
      'list | show ITEM | hold | lift | extend | destroy | erase | agree | decline | certificate: how long evidence is kept',
    load: async () => (await import('./retention.ts')).retention,
  },
  hi1: {
    about: 'validate | convert | build | send: messages of ETSI TS 103 120 (HI-1), in XML and JSON',
    load: async () => (await import('./hi1.ts')).hi1,
  },
  log: {
    about: 'verify: prove every organisation’s append-only log',
    load: async () => (await import('./log.ts')).log,
  },
  oversight: {
    about: 'sample verify FILE: draw an overseer’s sample again, from its file alone',
    load: async () => (await import('./oversight.ts')).oversight,
  },
  record: {
    about: '--requests NUMBER: an invented record to count, beside the demonstration',
    load: async () => (await import('./record.ts')).record,
  },
  stats: { about: 'figures from the record', load: async () => (await import('./stats.ts')).stats },
}

function usage(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = Object.entries(commands).map(([name, { about }]) => `  comity ${name.padEnd(width)}  ${about}`)
  return ['comity COMMAND … (all take --json)', '', ...lines].join('\n')
}

async function main([name = '--help', ...args]: string[]): Promise<number> {
  if (name === '--help' || name === 'help' || name === '-h') {
    console.log(usage())
    return 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    console.error(`There is no command '${name}'.\n\n${usage()}`)
    return 2
  }
  try {
    const run = await command.load()
    return await run(args)
  } catch (error) {
    return explain(error, args.includes('--json'))
  }
}

/** A refusal is told as code, sentence and path; anything else is our fault and says so, without a stack trace. */
function explain(error: unknown, json: boolean): number {
  const misspelt = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  const known = error instanceof DomainError
  const { code, message, path } = known
    ? error
    : misspelt
      ? { code: 'bad_arguments', message: error.message, path: undefined }
      : {
          code: 'internal',
          message: `Something went wrong inside Comity: ${error instanceof Error ? error.message : String(error)}`,
          path: undefined,
        }
  if (json) console.log(JSON.stringify({ error: { code, message, ...(path ? { path } : {}) } }))
  else console.error(path ? `${path}: ${message} (${code})` : `${message} (${code})`)
  if (!known && !misspelt && process.env.COMITY_DEBUG) console.error(error)
  return known && (error.kind === 'forbidden' || error.kind === 'conflict') ? 1 : 2
}

process.exitCode = await main(process.argv.slice(2))
