'use client'

import { inter } from './fonts'
import './globals.css'

/** The root layout itself failed: this stands on its own feet. The link loads the page anew, by a plain anchor: every page carries this file. */
export default function GlobalError() {
  return (
    <html lang="en" className={inter.variable}>
      <body>
        <title>Something broke · Preauth Portal</title>
        <main className="mx-auto grid min-h-dvh max-w-[432px] content-center gap-4 px-4">
          <h1 className="text-title">Something broke on our side</h1>
          <p className="text-ink-2">What was saved stays saved. Most of the time a second try is enough.</p>
          {/* eslint-disable-next-line @next/next/no-html-link-for-pages -- there is no router here */}
          <a href="/preauthenticate" className="w-fit rounded-md bg-accent px-4 py-2.5 font-semibold text-accent-ink no-underline">
            Try again
          </a>
        </main>
      </body>
    </html>
  )
}
