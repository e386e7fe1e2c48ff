-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "confirmedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Attempt" ADD COLUMN     "answeredAt" TIMESTAMP(3),
ADD COLUMN     "fence" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "SettingsFile" ADD COLUMN     "backedUpAt" TIMESTAMP(3),
ADD COLUMN     "supersededAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "DataKey" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "wrappedBy" TEXT NOT NULL,
    "keyWrapped" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "retiredAt" TIMESTAMP(3),

    CONSTRAINT "DataKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TokenCall" (
    "clientKey" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "TokenCall_pkey" PRIMARY KEY ("clientKey","number")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "chain" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("chain","sequence")
);

-- CreateTable
CREATE TABLE "AuditHead" (
    "chain" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("chain")
);

-- CreateIndex
CREATE INDEX "DataKey_userId_idx" ON "DataKey"("userId");

-- CreateIndex
CREATE INDEX "DataKey_wrappedBy_idx" ON "DataKey"("wrappedBy");

-- CreateIndex
CREATE INDEX "TokenCall_at_idx" ON "TokenCall"("at");

-- CreateIndex
CREATE INDEX "SettingsFile_userId_clientId_idx" ON "SettingsFile"("userId", "clientId");

-- AddForeignKey
ALTER TABLE "DataKey" ADD CONSTRAINT "DataKey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
