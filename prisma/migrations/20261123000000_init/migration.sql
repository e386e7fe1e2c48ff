-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "founder" BOOLEAN,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Session" (
    "idHash" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    "userAgent" TEXT NOT NULL,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "count" INTEGER NOT NULL,
    "blockedUntil" DATETIME NOT NULL,
    "windowEndsAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "AppRegistration" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "clientSecretSealed" TEXT NOT NULL,
    "clientSecretLast4" TEXT NOT NULL,
    "redirectUri" TEXT NOT NULL,
    "deviating" BOOLEAN NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "AppRegistration_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Attempt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "registrationId" TEXT,
    "settingsName" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "clientSecretSealed" TEXT,
    "redirectUri" TEXT NOT NULL,
    "deviating" BOOLEAN NOT NULL,
    "authorizeUrl" TEXT NOT NULL,
    "tokenUrl" TEXT NOT NULL,
    "apiUrl" TEXT NOT NULL,
    "stateHash" TEXT NOT NULL,
    "stateSealed" TEXT,
    "status" TEXT NOT NULL,
    "failure" TEXT,
    "failureDetail" TEXT,
    "codeHash" TEXT,
    "codeSeenAt" DATETIME,
    "answerSealed" TEXT,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "returnedAt" DATETIME,
    "leaseUntil" DATETIME,
    "endedAt" DATETIME,
    CONSTRAINT "Attempt_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Attempt_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "AppRegistration" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SettingsFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "attemptId" TEXT,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "searchKey" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "appName" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "redirectUri" TEXT NOT NULL,
    "refreshTokenSealed" TEXT NOT NULL,
    "xmlSealed" TEXT NOT NULL,
    "encryptStatementSealed" TEXT NOT NULL,
    "authorisedBy" TEXT,
    "authorisedUser" TEXT,
    "companies" TEXT NOT NULL,
    "proofFailure" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SettingsFile_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SettingsFile_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_founder_key" ON "User"("founder");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "RateLimit_windowEndsAt_idx" ON "RateLimit"("windowEndsAt");

-- CreateIndex
CREATE INDEX "AppRegistration_userId_updatedAt_idx" ON "AppRegistration"("userId", "updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "AppRegistration_userId_platform_country_clientId_redirectUri_key" ON "AppRegistration"("userId", "platform", "country", "clientId", "redirectUri");

-- CreateIndex
CREATE UNIQUE INDEX "Attempt_stateHash_key" ON "Attempt"("stateHash");

-- CreateIndex
CREATE INDEX "Attempt_userId_createdAt_idx" ON "Attempt"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "Attempt_status_leaseUntil_idx" ON "Attempt"("status", "leaseUntil");

-- CreateIndex
CREATE UNIQUE INDEX "SettingsFile_attemptId_key" ON "SettingsFile"("attemptId");

-- CreateIndex
CREATE INDEX "SettingsFile_userId_createdAt_id_idx" ON "SettingsFile"("userId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SettingsFile_userId_nameKey_version_key" ON "SettingsFile"("userId", "nameKey", "version");


