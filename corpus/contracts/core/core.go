// Package core is the app that every chain of the classic profile begins with: it keeps the accounts, the apps and the state of
// the chain, and sells apps what they need of it for energy. Where it is built, its package is named after the app.
package core

import (
	"encoding/hex"
	"encoding/json"

	"github.com/govm-net/govm/runtime"
)

// Hash names what the chain keeps.
type Hash [HashLen]byte

// Address names an account.
type Address [AddressLen]byte

// DependItem is an app that another one uses.
type DependItem struct {
	Alias   [4]byte
	AppName Hash
}

// DB is a table of an app.
type DB struct {
	owner any
}

// Log is a table of an app that neighbouring chains can read.
type Log struct {
	owner any
}

// AppInfo is what is kept of an app.
type AppInfo struct {
	Account Address
	LineSum uint64
	Life    uint64
	Flag    uint8
}

// BaseInfo is what is kept of the last block.
type BaseInfo struct {
	Key           Hash
	Time          uint64
	Chain         uint64
	ID            uint64
	BaseOpsEnergy uint64
	Producer      Address
	ParentID      uint64
	LeftChildID   uint64
	RightChildID  uint64
}

// syncMove is a transfer on its way to another chain.
type syncMove struct {
	User  Address
	Value uint64
}

type syncHead struct {
	BlockID uint64
	Ops     uint8
}

// syncCounts are the numbers of what was sent to each neighbour.
type syncCounts struct {
	ToParent     uint64
	ToLeftChild  uint64
	ToRightChild uint64
}

type (
	dbTransInfo  struct{}
	dbCoin       struct{}
	dbDepend     struct{}
	dbStat       struct{}
	dbApp        struct{}
	logBlockInfo struct{}
	logSync      struct{}
)

// Durations in milliseconds.
const (
	TimeMillisecond = 1
	TimeSecond      = 1000 * TimeMillisecond
	TimeMinute      = 60 * TimeSecond
	TimeHour        = 60 * TimeMinute
	TimeDay         = 24 * TimeHour
	TimeYear        = 31558150000
	TimeMonth       = TimeYear / 12
)

// Lengths.
const (
	HashLen    = 32
	AddressLen = 24
)

// Forms for Encode.
const (
	EncBinary = uint8(iota)
	EncJSON
	EncGob
)

// Keys of the table dbStat.
const (
	StatBaseInfo = uint8(iota)
	StatTransKey
	StatGuerdon
	StatBlockSizeLimit
	StatAvgBlockSize
	StatHashPower
	StatBlockInterval
	StatSyncInfo
	StatFirstBlockKey
	StatChangingConfig
	StatBroadcast
	StatHateRatio
	StatParentKey
	StatUser
	StatAdmin
	StatTotalVotes
	StatValidators
	StatVersion
)

// What transactions do.
const (
	OpsTransfer = uint8(iota)
	OpsMove
	OpsNewChain
	OpsNewApp
	OpsRunApp
	OpsUpdateAppLife
	OpsRegisterMiner
	OpsRegisterAdmin
	OpsVote
	OpsUnvote
	OpsReportError
)

// What an app is.
const (
	AppFlagRun = uint8(1 << iota)
	AppFlagImport
	AppFlagPublic
	AppFlagGzipCompress
	AppFlagEnd
)

// What chains tell each other.
const (
	SyncOpsMoveCoin = uint8(iota)
	SyncOpsNewChain
	SyncOpsMinerInfo
	SyncOpsBroadcast
	SyncOpsBroadcastAck
)

const (
	// Lives and sizes that are allowed.
	keyMax    = 200
	valueMax  = 40960
	logMax    = 1024
	smallMax  = 200
	maxDbLife = 1 << 50

	maxAppLife = 10 * TimeYear
)

var (
	vm   = runtime.NewRuntime("", 0)
	base BaseInfo
)

// info returns what is known of the block. While packages are initialised, that is nothing yet.
func info() *BaseInfo {
	if base.Chain == 0 && runtime.Started() {
		stored, _ := vm.DbGet(dbStat{}, []byte{StatBaseInfo})
		vm.Decode(EncBinary, stored, &base)
	}
	return &base
}

func consume(n uint64) { vm.ConsumeEnergy(n) }

// pay charges for n operations.
func pay(n uint64) { consume(n * info().BaseOpsEnergy) }

func assert(ok bool) {
	if !ok {
		panic("error")
	}
}

// Empty reports whether all bytes are zero.
func (h Hash) Empty() bool { return h == Hash{} }

// ToHexString returns the digits.
func (h Hash) ToHexString() string { return hex.EncodeToString(h[:]) }

// MarshalJSON writes null or base64.
func (h Hash) MarshalJSON() ([]byte, error) {
	if h.Empty() {
		return json.Marshal(nil)
	}
	return json.Marshal(h[:])
}

// UnmarshalJSON reads null or base64.
func (h *Hash) UnmarshalJSON(in []byte) error {
	var v []byte
	if err := json.Unmarshal(in, &v); err != nil {
		return err
	}
	copy(h[:], v)
	return nil
}

// Empty reports whether all bytes are zero.
func (a Address) Empty() bool { return a == Address{} }

// ToHexString returns the digits.
func (a Address) ToHexString() string { return hex.EncodeToString(a[:]) }

// Decode reads the digits.
func (a *Address) Decode(hexStr string) {
	out, err := hex.DecodeString(hexStr)
	if err != nil {
		panic(err)
	}
	Decode(EncBinary, out, a)
}

// MarshalJSON writes null or base64.
func (a Address) MarshalJSON() ([]byte, error) {
	if a.Empty() {
		return json.Marshal(nil)
	}
	return json.Marshal(a[:])
}

// UnmarshalJSON reads null or base64.
func (a *Address) UnmarshalJSON(in []byte) error {
	var v []byte
	if err := json.Unmarshal(in, &v); err != nil {
		return err
	}
	copy(a[:], v)
	return nil
}

// GetHash returns the hash of data, and no hash of nothing.
func GetHash(data []byte) Hash {
	var h Hash
	if len(data) == 0 {
		return h
	}
	pay(10)
	copy(h[:], vm.GetHash(data))
	return h
}

// Encode returns the bytes of a value.
func Encode(typ uint8, in any) []byte { return vm.Encode(typ, in) }

// Decode reads a value and returns how many bytes it took.
func Decode(typ uint8, in []byte, out any) int { return vm.Decode(typ, in, out) }

// Recover reports whether sign is a signature of msg by the owner of address.
func Recover(address, sign, msg []byte) bool {
	pay(10)
	return vm.Recover(address, sign, msg)
}

// Event tells those who listen that something happened.
func Event(user any, event string, param ...[]byte) { vm.Event(user, event, param...) }

// GetDB returns the table of a private struct type.
func GetDB(owner any) *DB { return &DB{owner: owner} }

// GetLog returns the log of a private struct type.
func GetLog(owner any) *Log { return &Log{owner: owner} }

// Set keeps value for life milliseconds. Without value or life it deletes.
func (d *DB) Set(key, value []byte, life uint64) {
	assert(len(key) > 0 && len(key) < keyMax)
	assert(len(value) < valueMax)
	if life == 0 || len(value) == 0 {
		pay(1)
		vm.DbSet(d.owner, key, nil, 0)
		return
	}
	now := info().Time
	price := info().BaseOpsEnergy
	if size := uint64(len(key) + len(value)); size > smallMax {
		price = price * size * (life + TimeHour - 1) / (50 * TimeHour)
	} else {
		left := vm.DbGetLife(d.owner, key)
		if left <= now {
			left = 0
		} else {
			left -= now
		}
		if life > left {
			price = price * (life + TimeHour - left) / TimeHour
		}
	}
	consume(price)
	vm.DbSet(d.owner, key, value, now+life)
}

// SetInt keeps a number.
func (d *DB) SetInt(key []byte, value uint64, life uint64) { d.Set(key, Encode(EncBinary, value), life) }

// Get returns a value and how long it is still kept.
func (d *DB) Get(key []byte) ([]byte, uint64) {
	assert(len(key) > 0)
	pay(1)
	return get(d.owner, key)
}

// GetInt returns a number, 0 where there is none.
func (d *DB) GetInt(key []byte) uint64 {
	v, _ := d.Get(key)
	if v == nil {
		return 0
	}
	var n uint64
	Decode(EncBinary, v, &n)
	return n
}

func get(owner any, key []byte) ([]byte, uint64) {
	now := info().Time
	v, life := vm.DbGet(owner, key)
	if life <= now {
		return nil, 0
	}
	return v, life - now
}

// Write keeps a value for a year where neighbouring chains can read it. False if the key was written before.
func (l *Log) Write(key, value []byte) bool {
	assert(len(key) > 0 && len(key) < keyMax)
	assert(len(value) > 0 && len(value) < logMax)
	now := info().Time
	if vm.LogReadLife(l.owner, key)+3*TimeDay > now {
		return false
	}
	consume(10 * info().BaseOpsEnergy * uint64(len(key)+len(value)) * TimeYear / TimeDay)
	vm.LogWrite(l.owner, key, value, now+TimeYear)
	return true
}

// Read returns what a chain wrote, once it is known here: ten minutes for each step between the chains.
func (l *Log) Read(chain uint64, key []byte) []byte {
	if chain == 0 {
		chain = info().Chain
	}
	dist := distance(chain, info().Chain)
	pay(1 + 10*dist)
	from := info().Time - 10*TimeMinute*dist
	v, life := vm.LogRead(l.owner, chain, key)
	if life < from || life > from+TimeYear {
		return nil
	}
	return v
}

// distance returns the steps between two chains.
func distance(a, b uint64) uint64 {
	var n uint64
	for a != b {
		if a > b {
			a /= 2
		} else {
			b /= 2
		}
		n++
	}
	return n
}

// GetAppName returns the name of the app that declares the private struct type of owner.
func GetAppName(owner any) Hash {
	pay(1)
	var h Hash
	copy(h[:], vm.GetAppName(owner))
	return h
}

// GetAppInfo returns what is kept of an app, nil if there is none.
func GetAppInfo(name Hash) *AppInfo {
	pay(1)
	v, _ := get(dbApp{}, name[:])
	if v == nil {
		return nil
	}
	var app AppInfo
	Decode(EncBinary, v, &app)
	return &app
}

// GetAppAccount returns the account of the app of owner.
func GetAppAccount(owner any) Address {
	app := GetAppInfo(GetAppName(owner))
	assert(app != nil)
	return app.Account
}

func balance(user Address) uint64 {
	pay(1)
	v, _ := get(dbCoin{}, user[:])
	if v == nil {
		return 0
	}
	var n uint64
	Decode(EncBinary, v, &n)
	return n
}

func setBalance(user Address, n uint64) {
	pay(1)
	if n == 0 {
		vm.DbSet(dbCoin{}, user[:], nil, 0)
		return
	}
	vm.DbSet(dbCoin{}, user[:], Encode(EncBinary, n), info().Time+maxDbLife)
}

// transfer moves value; to nobody, it is gone.
func transfer(payer, payee Address, value uint64) {
	if value == 0 || payer == payee {
		return
	}
	to := balance(payee)
	from := balance(payer)
	assert(from >= value)
	assert(to+value >= to)
	setBalance(payer, from-value)
	if payee.Empty() {
		return
	}
	if to == 0 {
		pay(1000)
	}
	to += value
	setBalance(payee, to)
	Event(dbCoin{}, "pTransfer", payer[:], payee[:], Encode(EncBinary, value), Encode(EncBinary, to))
}

// TransferAccounts pays value from the account of the app of owner.
func TransferAccounts(owner any, payee Address, value uint64) {
	payer := GetAppAccount(owner)
	assert(!payee.Empty())
	assert(!payer.Empty())
	transfer(payer, payee, value)
}

// MoveCost moves value from the account of the app of owner to the same account on a neighbouring chain.
func MoveCost(owner any, chain, value uint64) {
	self := info().Chain
	assert(chain != 0 && (chain == self/2 || chain == 2*self || chain == 2*self+1))
	pay(500)
	user := GetAppAccount(owner)
	transfer(user, Address{}, value)
	send(chain, SyncOpsMoveCoin, Encode(EncBinary, syncMove{user, value}))
}

// send adds a record to what a neighbouring chain is told.
func send(chain uint64, ops uint8, data []byte) {
	var counts syncCounts
	pay(1)
	key := []byte{StatSyncInfo}
	if v, _ := get(dbStat{}, key); v != nil {
		Decode(EncBinary, v, &counts)
	}
	n, to := counts.next(chain)
	record := append(Encode(EncBinary, syncHead{info().ID, ops}), data...)
	assert(GetLog(logSync{}).Write(append(Encode(EncBinary, *n), to), record))
	*n++
	pay(1)
	vm.DbSet(dbStat{}, key, Encode(EncBinary, counts), info().Time+maxDbLife)
}

// next is where the number of the next record for a neighbour is kept, and what the neighbour is called.
func (c *syncCounts) next(chain uint64) (*uint64, byte) {
	switch chain {
	case 2 * info().Chain:
		return &c.ToLeftChild, 'l'
	case 2*info().Chain + 1:
		return &c.ToRightChild, 'r'
	}
	return &c.ToParent, 'p'
}

// UpdateAppLife makes an app live longer.
func UpdateAppLife(name Hash, life uint64) {
	app := GetAppInfo(name)
	assert(app != nil)
	now := info().Time
	assert(app.Life >= now)
	assert(life > 0 && life < maxAppLife)
	app.Life += life
	assert(app.Life > life)
	pay(1)
	depends, _ := get(dbDepend{}, name[:])
	pay(1)
	vm.DbSet(dbApp{}, name[:], Encode(EncBinary, *app), app.Life)
	consume(info().BaseOpsEnergy * (life + TimeDay) / TimeHour)
	if len(depends) == 0 {
		return
	}
	items := make([]DependItem, len(depends)/36)
	Decode(EncBinary, depends, items)
	for _, item := range items {
		used := GetAppInfo(item.AppName)
		assert(used != nil && used.Life >= app.Life)
		pay(1)
	}
	vm.DbSet(dbDepend{}, name[:], depends, app.Life)
}

// GetDBData returns an entry of a table of this app by the table's name.
func GetDBData(name string, key []byte) ([]byte, uint64) {
	var owner any
	switch name {
	case "dbTransInfo":
		owner = dbTransInfo{}
	case "dbCoin":
		owner = dbCoin{}
	case "dbStat":
		owner = dbStat{}
	case "dbApp":
		owner = dbApp{}
	case "logBlockInfo":
		pay(1)
		return getLog(logBlockInfo{}, key)
	case "logSync":
		pay(1)
		return getLog(logSync{}, key)
	default:
		return nil, 0
	}
	pay(1)
	return get(owner, key)
}

func getLog(owner any, key []byte) ([]byte, uint64) {
	now := info().Time
	v, life := vm.LogRead(owner, 0, key)
	if life <= now {
		return nil, 0
	}
	return v, life - now
}
