-- AlterTable
ALTER TABLE "Attempt" ADD COLUMN "keptAnswerSealed" TEXT;
ALTER TABLE "Attempt" ADD COLUMN "keptUntil" DATETIME;

-- CreateIndex
CREATE INDEX "Attempt_keptUntil_idx" ON "Attempt"("keptUntil") WHERE "keptUntil" IS NOT NULL;
