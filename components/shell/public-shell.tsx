import type { ReactNode } from 'react'
import { Brand } from './brand'

/** One card in the middle, for the pages in front of the door. `below`: what stands under it. */
export function PublicShell({ children, below }: { children: ReactNode; below?: ReactNode }) {
  return (
    <div className="mx-auto grid min-h-dvh w-full max-w-[432px] content-center gap-5 px-4 py-10">
      <header className="flex items-center gap-2.5 px-1 font-[640] tracking-[-0.01em]">
        <Brand />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="grid grid-cols-1 gap-5 rounded-lg border border-line bg-surface p-5 shadow-card outline-none sm:p-7"
      >
        {children}
      </main>
      {below && <footer className="flex justify-center">{below}</footer>}
    </div>
  )
}
