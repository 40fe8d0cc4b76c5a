import type { Post } from './posting.ts'

/** The mail server of the operator. */
export interface MailServer {
  /** `smtp://host:25`, `smtps://user:password@host`. */
  readonly url: string
  readonly from: string
}

/** Speaks to a mail server. It never throws: what went wrong is the answer. */
export function smtp({ url, from }: MailServer): Post {
  // Loaded once somebody is to be written to: most instances send nothing.
  const transport = import('nodemailer').then(({ createTransport }) =>
    createTransport({
      url,
      connectionTimeout: 20_000,
      greetingTimeout: 20_000,
      socketTimeout: 60_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  )
  return async ({ to, messageId, subject, text, html }) => {
    // Nobody is to answer it by holiday notice, nor it to start one.
    const headers = { 'Auto-Submitted': 'auto-generated' }
    try {
      await (await transport).sendMail({ from, to: { name: '', address: to }, messageId, subject, text, html, headers })
      return { is: 'taken' }
    } catch (error) {
      const { code, responseCode = 0, response, message } = error as SmtpError
      const said = (response ?? message).slice(0, 300)
      // The server has answered for good, and to the address: anything else may be better tomorrow.
      return { is: code === 'EENVELOPE' && responseCode >= 550 ? 'refused' : 'later', said }
    }
  }
}

interface SmtpError extends Error {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
}
