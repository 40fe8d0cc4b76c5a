import type { Server } from 'node:http'

type Closable = Pick<Server, 'close' | 'closeIdleConnections' | 'closeAllConnections'>

/** How long what is being answered may still take, in milliseconds: less than whoever stops a server waits before killing it. */
const PATIENCE = 8_000
const SOON = 50

/**
 * Takes nothing new, and lets what is being answered come to its end; what takes longer than the patience is cut off, and its
 * sender asks again. Resolves when nobody is connected any more.
 */
export function closed(server: Closable): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), PATIENCE)
    // A browser keeps its connection after the last answer: whose is over is let go too.
    const idle = setInterval(() => server.closeIdleConnections(), SOON)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(idle)
      resolve()
    })
    server.closeIdleConnections()
  })
}
