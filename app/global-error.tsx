'use client'

import Link from 'next/link'
import { inter } from './fonts'
import './globals.css'

/** The root layout itself failed: this stands on its own feet. Without a router here, the link loads the page anew. */
export default function GlobalError() {
  return (
    <html lang="en" className={inter.variable}>
      <body>
        <title>Something broke · Preauth Portal</title>
        <main className="mx-auto grid min-h-dvh max-w-[432px] content-center gap-4 px-4">
          <h1 className="text-title">Something broke on our side</h1>
          <p className="text-ink-2">What was saved stays saved. Most of the time a second try is enough.</p>
          <Link
            href="/preauthenticate"
            prefetch={false}
            className="w-fit rounded-md bg-accent px-4 py-2.5 font-semibold text-accent-ink no-underline"
          >
            Try again
          </Link>
        </main>
      </body>
    </html>
  )
}
