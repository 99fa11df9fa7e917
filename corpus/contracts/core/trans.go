package core

// What the node does through the core, and apps do not see: blocks begin here, and transactions are done. Who may make blocks, votes
// and reports are the node's own business.

const (
	// Sizes of what transactions say, and how long they may be under way.
	newAppMax    = 81920
	runAppMax    = 2048
	dataMax      = 300
	transLife    = 10 * TimeDay
	transHeadLen = 8 + AddressLen + 3*8 + 1

	// Records that a block takes from a neighbour.
	receiveMax = 1000

	// Chains from this one on have no children: the rule of logs does not let them be read.
	chainMax = 1 << 60
)

// transHead is what a transaction says before its data.
type transHead struct {
	Time   uint64
	User   Address
	Chain  uint64
	Energy uint64
	Cost   uint64
	Ops    uint8
}

// newChain is what a chain tells the first block of a child.
type newChain struct {
	Time uint64
	Key  Hash
}

type dbMiner struct{}

// receipts are the numbers of what came from each neighbour.
type receipts struct {
	FromParent     uint64
	FromLeftChild  uint64
	FromRightChild uint64
}

// keyReceipts is where they are kept in the table dbStat, beside what is kept there by the numbers of Stat.
var keyReceipts = []byte{StatSyncInfo, 'r'}

func require(ok bool, message string) {
	if !ok {
		panic(message)
	}
}

// public is the account that half of all energy goes to.
func public() Address {
	var a Address
	copy(a[:], vm.GetAppName(dbStat{}))
	a[0] = 255
	return a
}

// Begin makes a block the one that transactions are done in: the next one of its chain, in which what neighbours sent arrives.
func Begin(key, producer []byte, time uint64) {
	if stored, _ := vm.DbGet(dbStat{}, []byte{StatBaseInfo}); len(stored) > 0 {
		Decode(EncBinary, stored, &base)
	}
	require(len(key) == HashLen && len(producer) == AddressLen, "a block has a key and a producer")
	require(time > base.Time, "a block is later than the one before")
	require(time < 1<<62, "the time of the block is out of range")
	base.ID++
	base.Chain = vm.Chain
	base.BaseOpsEnergy = opsEnergy(vm.Chain)
	base.Time = time
	copy(base.Key[:], key)
	copy(base.Producer[:], producer)

	var counts receipts
	if v, _ := get(dbStat{}, keyReceipts); v != nil {
		Decode(EncBinary, v, &counts)
	}
	if base.ID == 1 {
		first()
	}
	self := base.Chain
	side := byte('l')
	if self%2 == 1 {
		side = 'r'
	}
	if self > 1 {
		receive(self/2, side, &counts.FromParent)
		base.ParentID = seen(self/2, base.ParentID)
	}
	if self < chainMax {
		receive(2*self, 'p', &counts.FromLeftChild)
		receive(2*self+1, 'p', &counts.FromRightChild)
		base.LeftChildID = seen(2*self, base.LeftChildID)
		base.RightChildID = seen(2*self+1, base.RightChildID)
	}
	vm.DbSet(dbStat{}, keyReceipts, Encode(EncBinary, counts), time+maxDbLife)
	vm.DbSet(dbStat{}, []byte{StatBaseInfo}, Encode(EncBinary, base), time+maxDbLife)
	vm.LogWrite(logBlockInfo{}, Encode(EncBinary, base.ID), append(Encode(EncBinary, time), key...), time+TimeYear)
}

// first begins a chain. The root begins by itself, every other one when its parent said so.
func first() {
	if base.Chain > 1 {
		side := byte('l')
		if base.Chain%2 == 1 {
			side = 'r'
		}
		isMade := false
		for n := uint64(0); n < receiveMax && !isMade; n++ {
			record := heard(base.Chain/2, side, n)
			require(len(record) > 8, "the parent did not make this chain, or that is not known here yet")
			isMade = record[8] == SyncOpsNewChain
		}
		require(isMade, "the parent did not make this chain")
	}
	app := AppInfo{Account: public(), LineSum: 1, Life: base.Time + maxDbLife, Flag: AppFlagImport | AppFlagPublic}
	vm.DbSet(dbApp{}, vm.GetAppName(dbStat{}), Encode(EncBinary, app), app.Life)
	vm.DbSet(dbStat{}, []byte{StatFirstBlockKey}, base.Key[:], base.Time+maxDbLife)
}

// opsEnergy is the price of an operation: a sixteenth less for each digit of the chain.
func opsEnergy(chain uint64) uint64 {
	energy := uint64(1000)
	for chain > 0 {
		energy = energy * 15 / 16
		chain /= 2
	}
	return energy + 1
}

// heard is a record of a neighbour for this chain, if it is known here.
func heard(from uint64, side byte, n uint64) []byte {
	log := Log{owner: logSync{}}
	return log.Read(from, append(Encode(EncBinary, n), side))
}

// receive does what the records of a neighbour say that are known by now.
func receive(from uint64, side byte, next *uint64) {
	for i := 0; i < receiveMax; i++ {
		record := heard(from, side, *next)
		if len(record) < 9 {
			return
		}
		*next++
		switch record[8] {
		case SyncOpsMoveCoin:
			// What cannot be done must not keep the chain from going on.
			var move syncMove
			if len(record) != 9+AddressLen+8 {
				continue
			}
			Decode(EncBinary, record[9:], &move)
			if has := coins(move.User); has+move.Value >= has {
				setCoins(move.User, has+move.Value)
			}
		}
	}
}

// seen is the number of the last block of a neighbour that is known here.
func seen(chain, id uint64) uint64 {
	log := Log{owner: logBlockInfo{}}
	for i := 0; i < receiveMax && len(log.Read(chain, Encode(EncBinary, id+1))) > 0; i++ {
		id++
	}
	return id
}

func coins(user Address) uint64 {
	var n uint64
	if v, _ := get(dbCoin{}, user[:]); v != nil {
		Decode(EncBinary, v, &n)
	}
	return n
}

func setCoins(user Address, n uint64) {
	if n == 0 {
		vm.DbSet(dbCoin{}, user[:], nil, 0)
		return
	}
	vm.DbSet(dbCoin{}, user[:], Encode(EncBinary, n), base.Time+maxDbLife)
}

func credit(user Address, n uint64) {
	has := coins(user)
	require(has+n >= has, "too many coins in an account")
	setCoins(user, has+n)
}

func debit(user Address, n uint64) {
	has := coins(user)
	require(has >= n, "not enough coins")
	setCoins(user, has-n)
}

// begin reads a transaction, takes its energy from its sender, half for all and half for who makes the block, and notes that it
// is done.
func begin(trans []byte) (transHead, []byte) {
	info()
	require(len(trans) > 0 && len(trans) >= 1+int(trans[0])+transHeadLen, "the transaction is too short")
	sign, body := trans[1:1+int(trans[0])], trans[1+int(trans[0]):]
	var t transHead
	Decode(EncBinary, body, &t)
	data := body[transHeadLen:]
	require(t.Chain == base.Chain, "the transaction is for another chain")
	require(t.Time <= base.Time && t.Time+transLife > base.Time, "the transaction is from the future, or too old")
	limit := dataMax
	switch t.Ops {
	case OpsNewApp:
		limit = newAppMax
	case OpsRunApp:
		limit = runAppMax
	}
	require(len(data) < limit, "the data of the transaction is too long")
	require(vm.Recover(t.User[:], sign, body), "the signature is not the sender's")
	// Signatures can be changed into others that hold: a transaction is done once by what is signed, and found by all of it.
	signed := vm.GetHash(body)
	done, _ := get(dbTransInfo{}, signed)
	require(done == nil, "the transaction was done before")
	for _, name := range [][]byte{signed, vm.GetHash(trans)} {
		vm.DbSet(dbTransInfo{}, name, Encode(EncBinary, base.ID), base.Time+2*transLife)
	}
	debit(t.User, t.Energy)
	credit(public(), t.Energy/2)
	credit(base.Producer, t.Energy-t.Energy/2)
	return t, data
}

// Fee takes the energy of a transaction that failed.
func Fee(trans []byte) { begin(trans) }

// Transact does a transaction. Apps are deployed and run when it returns.
func Transact(trans []byte) {
	t, data := begin(trans)
	switch t.Ops {
	case OpsTransfer:
		require(len(data) >= AddressLen, "a transfer names who gets it")
		var payee Address
		copy(payee[:], data)
		require(!payee.Empty(), "a transfer names who gets it")
		require(coins(t.User) >= t.Cost, "not enough coins")
		transfer(t.User, payee, t.Cost)
	case OpsMove:
		chain := number(data)
		require(isNeighbour(chain), "coins move to a parent or child")
		require(chain < base.Chain || wasMade(chain), "there is no such chain")
		pay(500)
		debit(t.User, t.Cost)
		note(chain, SyncOpsMoveCoin, Encode(EncBinary, syncMove{t.User, t.Cost}))
	case OpsNewChain:
		chain := number(data)
		require(isNeighbour(chain) && chain > base.Chain, "a chain makes its two children")
		require(!wasMade(chain), "the chain is there already")
		pay(1000)
		debit(t.User, t.Cost)
		credit(public(), t.Cost)
		note(chain, SyncOpsNewChain, Encode(EncBinary, newChain{base.Time, base.Key}))
		vm.DbSet(dbStat{}, keyMade(chain), []byte{1}, base.Time+maxDbLife)
	case OpsNewApp:
		require(t.Cost == 0, "a deployment costs its energy alone")
		deploy(&t, data)
	case OpsRunApp:
		require(len(data) >= HashLen, "a run names its app")
		var name Hash
		copy(name[:], data)
		app := appInfo(name)
		require(app != nil, "there is no such app")
		require(app.Flag&AppFlagRun != 0, "the app does not run")
		require(app.Life >= base.Time, "the app's life is over")
		debit(t.User, t.Cost)
		credit(app.Account, t.Cost)
		vm.RunApp(name[:], t.User[:], data[HashLen:], t.Energy/2, t.Cost)
	case OpsUpdateAppLife:
		require(len(data) == HashLen+8, "a longer life names an app and a time")
		var name Hash
		copy(name[:], data)
		UpdateAppLife(name, number(data[HashLen:]))
	case OpsRegisterMiner:
		require(t.Cost > 0, "a miner stakes something")
		debit(t.User, t.Cost)
		var stake uint64
		if v, _ := get(dbMiner{}, t.User[:]); v != nil {
			Decode(EncBinary, v, &stake)
		}
		vm.DbSet(dbMiner{}, t.User[:], Encode(EncBinary, stake+t.Cost), base.Time+maxDbLife)
	default:
		panic("the core does not know this operation")
	}
}

func number(data []byte) uint64 {
	require(len(data) == 8, "the data is not a number")
	var n uint64
	Decode(EncBinary, data, &n)
	return n
}

func isNeighbour(chain uint64) bool {
	self := base.Chain
	return chain != 0 && (chain == self/2 || self < chainMax && (chain == 2*self || chain == 2*self+1))
}

// sent are the numbers of what was told to each neighbour.
func sent() syncCounts {
	var counts syncCounts
	if v, _ := get(dbStat{}, []byte{StatSyncInfo}); v != nil {
		Decode(EncBinary, v, &counts)
	}
	return counts
}

// keyMade is where the table dbStat says that a child was made.
func keyMade(child uint64) []byte { return []byte{StatSyncInfo, 'm', byte(child % 2)} }

func wasMade(child uint64) bool {
	made, _ := get(dbStat{}, keyMade(child))
	return made != nil
}

// note is send without a price.
func note(chain uint64, ops uint8, data []byte) {
	counts := sent()
	n, to := counts.next(chain)
	record := append(Encode(EncBinary, syncHead{base.ID, ops}), data...)
	vm.LogWrite(logSync{}, append(Encode(EncBinary, *n), to), record, base.Time+TimeYear)
	*n++
	vm.DbSet(dbStat{}, []byte{StatSyncInfo}, Encode(EncBinary, counts), base.Time+maxDbLife)
}

func appInfo(name Hash) *AppInfo {
	v, _ := get(dbApp{}, name[:])
	if v == nil {
		return nil
	}
	var app AppInfo
	Decode(EncBinary, v, &app)
	return &app
}

// deploy adds an app to the chain: it costs by its size and by the lines that it has and uses, and lives for a year, or as long as
// what it uses.
func deploy(t *transHead, packed []byte) {
	require(len(packed) >= 8, "the packed app ends too early")
	var lines uint32
	Decode(EncBinary, packed, &lines)
	flag, depends := packed[6], packed[8:]
	require(len(depends) >= 36*int(packed[7]), "the packed app ends too early")
	code := depends[36*int(packed[7]):]
	// What is stored is appended to: there must be no room behind it, for the code is there.
	used := 36 * int(packed[7])
	depends = depends[:used:used]

	var name Hash
	account := t.User
	copy(name[:], vm.GetHash(packed))
	if flag&AppFlagPublic != 0 {
		copy(account[:], name[:])
		account[0] = 255
	} else {
		copy(name[:], vm.GetHash(append(name[:], t.User[:]...)))
	}
	require(appInfo(name) == nil, "the app is there already")
	count := 1 + uint64(lines)
	life := base.Time + TimeYear
	items := make([]DependItem, packed[7])
	if len(items) > 0 {
		Decode(EncBinary, depends, items)
	}
	for _, item := range items {
		other := appInfo(item.AppName)
		require(other != nil, "an app that is used is not there")
		require(other.Flag&AppFlagImport != 0, "an app that is used cannot be imported")
		require(flag&AppFlagPublic == 0 || other.Flag&AppFlagPublic != 0, "a public app uses public apps alone")
		if other.Life < life {
			life = other.Life
		}
		count += other.LineSum
	}
	require(life > base.Time+TimeMonth, "an app that is used does not live long enough")
	need := count * base.BaseOpsEnergy
	if flag&AppFlagImport != 0 {
		need += 20 * uint64(len(code))
	}
	if flag&AppFlagRun != 0 {
		need += uint64(len(code))
	}
	require(t.Energy/2 >= need, "not enough energy for the size of the app")
	app := AppInfo{Account: account, LineSum: count, Life: life, Flag: flag}
	vm.DbSet(dbApp{}, name[:], Encode(EncBinary, app), life)
	if len(depends) > 0 {
		vm.DbSet(dbDepend{}, name[:], depends, life)
	}
	vm.NewApp(name[:], packed)
}
